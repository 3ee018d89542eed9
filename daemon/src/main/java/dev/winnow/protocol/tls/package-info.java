/// TLS up to where it is encrypted: hellos, certificates, and what is made of them.
package dev.winnow.protocol.tls;
