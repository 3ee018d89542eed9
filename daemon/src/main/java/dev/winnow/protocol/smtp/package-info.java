/// SMTP (RFC 5321): mails, and the files attached to them (RFC 2045, RFC 2046).
package dev.winnow.protocol.smtp;
