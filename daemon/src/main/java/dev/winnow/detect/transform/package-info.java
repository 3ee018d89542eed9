/// What rules do to a buffer's bytes before they look into them.
package dev.winnow.detect.transform;
