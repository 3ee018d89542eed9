/// Downcalls, and what they leave behind. Besides generated code, only this package talks to the linker.
package dev.winnow.bindings.ffm;
