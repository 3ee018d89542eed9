/// Sets of values that rules ask about: bounded, in native memory, shared by all threads.
package dev.winnow.detect.dataset;
