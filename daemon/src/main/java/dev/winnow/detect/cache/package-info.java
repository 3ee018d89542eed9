/// Compiled pattern databases that outlive the process, so that a restart under attack takes seconds less.
package dev.winnow.detect.cache;
