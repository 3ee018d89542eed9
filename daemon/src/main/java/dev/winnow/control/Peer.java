package dev.winnow.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/// Who is at the other end of a connection, as the kernel says.
///
/// Source: SO_PEERCRED of unix(7).
record Peer(UserPrincipal user) {
    private static final UserPrincipal ROOT = user("0");

    static Peer of(SocketChannel channel) throws IOException {
        UnixDomainPrincipal credentials = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
        return new Peer(credentials.user());
    }

    /// Whether the peer may change anything.
    ///
    /// @param owner the user that winnow runs as, who could end it anyhow
    boolean mayChange(UserPrincipal owner) {
        return user.equals(ROOT) || user.equals(owner);
    }

    private static UserPrincipal user(String number) {
        try {
            return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(number);
        } catch (IOException e) {
            throw new IllegalStateException("user " + number, e);
        }
    }
}
