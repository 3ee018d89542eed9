package dev.winnow.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads a configuration file, whatever it turns out to be.
final class ConfigFile {
    /// suricata.yaml, comments and all, is 90 kB.
    private static final int MAX_LENGTH = 2 << 20;

    private ConfigFile() {}

    /// The keys and values of `file`.
    ///
    /// @throws ConfigException where it is missing, a directory, too large, binary, empty, not YAML, or no mapping
    static YamlNode.Mapping read(Path file) throws ConfigException {
        String source = file.toString();
        YamlNode root = YamlReader.read(source, text(file));
        if (root instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        if (root instanceof YamlNode.Scalar scalar && !scalar.present()) {
            throw new ConfigException(Place.of(source), "there is nothing in it");
        }
        throw new ConfigException(root.place(), "expected keys and values, found " + abridged(root.kind()));
    }

    /// What names in the file are relative to.
    static Path directoryOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static String abridged(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private static String text(Path file) throws ConfigException {
        byte[] bytes = bytes(file);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException _) {
            // Falls through to the same words: for the reader of the message both are "binary".
        }
        throw new ConfigException(Place.of(file.toString()), "not a text file");
    }

    private static byte[] bytes(Path file) throws ConfigException {
        Place place = Place.of(file.toString());
        if (Files.isDirectory(file)) {
            throw new ConfigException(place, "a directory, not a configuration file");
        }
        try (var stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_LENGTH + 1);
            if (bytes.length > MAX_LENGTH) {
                throw new ConfigException(place, "larger than " + (MAX_LENGTH >> 20) + " MB, not a configuration file");
            }
            return bytes;
        } catch (NoSuchFileException _) {
            throw new ConfigException(place, "no such file");
        } catch (AccessDeniedException _) {
            throw new ConfigException(place, "no permission to read it");
        } catch (IOException e) {
            throw new ConfigException(place, "cannot be read: " + e.getMessage());
        }
    }
}
