/// DNS (RFC 1035) over UDP and TCP: the questions asked, and what kind of answer came.
package dev.winnow.protocol.dns;
