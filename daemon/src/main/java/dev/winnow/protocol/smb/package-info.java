/// SMB 1 and 2 over TCP: the files that are written and read.
package dev.winnow.protocol.smb;
