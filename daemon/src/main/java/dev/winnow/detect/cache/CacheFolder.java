package dev.winnow.detect.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The folder of cached databases, one file each. Only files that this user alone could have written are read: whoever
/// else can write there could make libhs run over anything.
final class CacheFolder {
    static final String SUFFIX = ".hsdb";

    private static final String TEMPORARY = ".tmp";
    private static final long MAX_FILE_BYTES = 256L << 20;
    private static final long MAX_TOTAL_BYTES = 512L << 20;
    private static final Duration MAX_AGE = Duration.ofDays(30);
    private static final Duration MAX_WRITING = Duration.ofHours(1);

    private static final Set<PosixFilePermission> FOLDER_MODE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOREIGN_WRITERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final Object user;

    private CacheFolder(Path folder, Object user) {
        this.folder = folder;
        this.user = user;
    }

    /// Opens the folder, and makes it where it is not there.
    ///
    /// @throws IOException if it cannot be made or written, or others can write there; the message is for people
    static CacheFolder open(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = folder.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            make(folder);
        }
        PosixFileAttributes attributes = attributes(folder);
        Object user = owner(Path.of("/proc/self"));
        if (!attributes.isDirectory() || !owner(folder).equals(user)) {
            throw new IOException(folder + " is not a folder of the user that winnow runs as");
        }
        if (attributes.permissions().stream().anyMatch(FOREIGN_WRITERS::contains)) {
            throw new IOException(folder + " can be written by others");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + " cannot be written");
        }
        return new CacheFolder(folder, user);
    }

    /// Another process may be faster.
    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER_MODE));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    private static PosixFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static Object owner(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /// The bytes of a file; empty where there is none, or none to be trusted.
    Optional<byte[]> read(String name) throws IOException {
        Path file = folder.resolve(name);
        try {
            PosixFileAttributes attributes = attributes(file);
            boolean mine = attributes.isRegularFile()
                    && attributes.permissions().equals(FILE_MODE)
                    && owner(file).equals(user);
            if (!mine || attributes.size() > MAX_FILE_BYTES) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(in.readNBytes((int) attributes.size()));
            }
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// Puts a file into its place whole, whoever else writes it at the same time.
    void write(String name, byte[] bytes) throws IOException {
        Path temporary = Files.createTempFile(folder, "", TEMPORARY, PosixFilePermissions.asFileAttribute(FILE_MODE));
        try {
            Files.write(temporary, bytes, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Takes out what nobody has asked for in a long time, the oldest first while all together are too large, and what
    /// unfinished writers left.
    ///
    /// @param needed names that stay
    void prune(Set<String> needed, Instant now) throws IOException {
        List<Entry> old = new ArrayList<>();
        long kept = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*{" + SUFFIX + "," + TEMPORARY + "}")) {
            for (Path file : files) {
                PosixFileAttributes attributes = attributes(file);
                kept += attributes.size();
                if (!needed.contains(file.getFileName().toString())) {
                    old.add(new Entry(file, attributes.lastModifiedTime().toInstant(), attributes.size()));
                }
            }
        } catch (NoSuchFileException _) {
            // Another process prunes as well.
        }
        old.sort(Comparator.comparing(Entry::used));
        for (Entry entry : old) {
            if (kept > MAX_TOTAL_BYTES || entry.isOver(now)) {
                Files.deleteIfExists(entry.file);
                kept -= entry.size;
            }
        }
    }

    private record Entry(Path file, Instant used, long size) {
        boolean isOver(Instant now) {
            boolean unfinished = file.toString().endsWith(TEMPORARY);
            return used.plus(unfinished ? MAX_WRITING : MAX_AGE).isBefore(now);
        }
    }

    /// Says that a file was needed.
    void touch(String name, Instant now) throws IOException {
        Files.setLastModifiedTime(folder.resolve(name), FileTime.from(now));
    }
}
