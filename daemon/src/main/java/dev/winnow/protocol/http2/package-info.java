/// HTTP/2: frames, compressed headers, and streams as transactions.
package dev.winnow.protocol.http2;
