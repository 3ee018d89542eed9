/// Finds the shared library that this module compiles and packs.
package dev.winnow.natives;
