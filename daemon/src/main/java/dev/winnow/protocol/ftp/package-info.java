/// FTP (RFC 959): the dialogue, which announces other connections, and the files on those.
package dev.winnow.protocol.ftp;
