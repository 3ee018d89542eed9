/// Who is kept out, how widely, and until when: the prefixes that cover attackers for the least harm.
package dev.winnow.ban;
