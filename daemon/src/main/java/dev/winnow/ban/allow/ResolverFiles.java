package dev.winnow.ban.allow;

import dev.winnow.rule.address.IpAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The name servers that the host asks, resolv.conf(5).
final class ResolverFiles {
    private static final String KEYWORD = "nameserver";

    private final List<Path> files;

    ResolverFiles(List<Path> files) {
        this.files = files;
    }

    List<IpAddress> addresses() {
        return files.stream()
                .flatMap(file -> TextFile.lines(file).stream())
                .map(String::strip)
                .filter(line -> line.startsWith(KEYWORD))
                .map(line -> line.substring(KEYWORD.length()).strip().replaceFirst("[%\\s].*", ""))
                .map(IpAddress::parse)
                .flatMap(Optional::stream)
                .toList();
    }
}
