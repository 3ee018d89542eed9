/// Who is never banned: the operator, the host itself, what it needs, and those who have behaved.
package dev.winnow.ban.allow;
