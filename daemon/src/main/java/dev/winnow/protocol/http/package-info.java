/// HTTP/0.9, 1.0 and 1.1 (RFC 9112), taken apart as servers and clients do, not as they should.
package dev.winnow.protocol.http;
