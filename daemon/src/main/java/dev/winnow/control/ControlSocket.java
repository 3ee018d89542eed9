package dev.winnow.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/// The socket's file: made with owner root, group winnow and mode 0660, which says who may ask.
///
/// Source: unix(7): connecting needs write permission on the file.
public final class ControlSocket implements AutoCloseable {
    /// Whose members may ask.
    static final String GROUP = "winnow";

    /// What `sun_path` of unix(7) holds, without its last zero byte.
    private static final int MAX_PATH_BYTES = 107;

    private static final int BACKLOG = 16;

    private final Path path;
    private final ServerSocketChannel channel;
    private final Object fileKey;
    private final boolean hasGroup;

    private ControlSocket(Path path, ServerSocketChannel channel, boolean hasGroup) throws IOException {
        this.path = path;
        this.channel = channel;
        this.hasGroup = hasGroup;
        fileKey = fileKey(path);
    }

    /// Listens at `path`, whose folder is made where it is missing. What a dead program left there is replaced.
    ///
    /// @throws IOException with words for a person: another program answers there, or no socket can be made
    public static ControlSocket open(Path path) throws IOException {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            throw new IOException(
                    path + ": longer than the " + MAX_PATH_BYTES + " bytes that a socket's path may have");
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            makeFolder(folder);
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            removeLeftover(path);
        }
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            return new ControlSocket(path, channel, admit(path));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (AccessDeniedException e) {
            throw new IOException(folder + ": permission denied: be root, or name another with --control", e);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(folder + " is no folder: name another with --control", e);
        }
    }

    private static void removeLeftover(Path path) throws IOException {
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException(path + " is no socket, and is left alone: name another with --control");
        }
        if (answers(path)) {
            throw new IOException("another winnow answers at " + path + ": stop it, or name another with --control");
        }
        Files.delete(path);
    }

    private static boolean answers(Path path) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    /// Lets the group in, then says so by the mode: until then only the owner may connect.
    private static boolean admit(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        boolean hasGroup = true;
        try {
            GroupPrincipal group =
                    path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(GROUP);
            view.setGroup(group);
        } catch (UserPrincipalNotFoundException _) {
            hasGroup = false;
        } catch (IOException _) {
            // Whoever is not root cannot give a file away to a group that he is not in.
            hasGroup = false;
        }
        view.setPermissions(PosixFilePermissions.fromString("rw-rw----"));
        return hasGroup;
    }

    private static Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /// Whether the members of the group winnow may ask.
    public boolean hasGroup() {
        return hasGroup;
    }

    public Path path() {
        return path;
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /// Stops listening and removes the file, if it is still the one that was made here.
    @Override
    public void close() throws IOException {
        try {
            if (fileKey.equals(fileKey(path))) {
                Files.delete(path);
            }
        } finally {
            channel.close();
        }
    }
}
