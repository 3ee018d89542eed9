/// Thin wrappers of C libraries, a package a library.
package dev.winnow.bindings;
