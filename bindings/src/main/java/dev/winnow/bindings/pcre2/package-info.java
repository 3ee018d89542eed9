/// PCRE2: regular expressions over bytes, compiled to machine code, with a limit on the work of a match.
package dev.winnow.bindings.pcre2;
