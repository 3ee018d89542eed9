package dev.winnow.detect.cache;

import dev.winnow.bindings.hyperscan.HyperscanException;
import dev.winnow.bindings.hyperscan.Pattern;
import dev.winnow.bindings.hyperscan.PatternDatabase;
import dev.winnow.bindings.hyperscan.PatternException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Pattern databases from disk, or else compiled and put there. What is damaged, cut, foreign or made for another
/// library or processor is compiled anew; a folder that cannot be used costs time and one line of notice.
///
/// Threading: any number of threads, and of processes on one folder.
public final class DatabaseCache {
    /// Smaller databases are compiled faster than they are read.
    private static final int MIN_PATTERNS = 16;

    private final Path path;
    private final Consumer<String> notice;
    private final Set<String> needed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger found = new AtomicInteger();
    private final AtomicInteger compiled = new AtomicInteger();
    private CacheFolder folder;
    private String platform;
    private boolean failed;

    private DatabaseCache(Path path, Consumer<String> notice) {
        this.path = path;
        this.notice = notice;
    }

    /// A cache that keeps nothing.
    public static DatabaseCache none() {
        return new DatabaseCache(null, _ -> {});
    }

    /// A cache in `folder`, which is opened when something is worth keeping.
    ///
    /// @param notice told once, in words for people, if the folder cannot be used
    public static DatabaseCache at(Path folder, Consumer<String> notice) {
        return new DatabaseCache(folder, notice);
    }

    /// The database of `patterns`, which the caller closes.
    ///
    /// @throws PatternException for the first pattern that libhs refuses
    public PatternDatabase get(List<Pattern> patterns) throws PatternException {
        Optional<CacheFolder> open = patterns.size() < MIN_PATTERNS ? Optional.empty() : folder();
        if (open.isEmpty()) {
            return compile(patterns);
        }
        CacheKey key = CacheKey.of(patterns, platform);
        needed.add(key.fileName());
        Optional<PatternDatabase> kept = load(open.get(), key);
        if (kept.isPresent()) {
            found.incrementAndGet();
            return kept.get();
        }
        PatternDatabase database = compile(patterns);
        store(open.get(), key, database);
        return database;
    }

    private PatternDatabase compile(List<Pattern> patterns) throws PatternException {
        compiled.incrementAndGet();
        return PatternDatabase.compile(patterns);
    }

    /// Empty from the first trouble on.
    private synchronized Optional<CacheFolder> folder() {
        if (path != null && !failed && folder == null) {
            try {
                folder = CacheFolder.open(path);
                platform = CacheKey.platform();
            } catch (IOException e) {
                giveUp(e);
            }
        }
        return failed ? Optional.empty() : Optional.ofNullable(folder);
    }

    private synchronized void giveUp(IOException cause) {
        if (!failed) {
            failed = true;
            notice.accept("compiled rules are not kept: "
                    + (cause instanceof AccessDeniedException ? path + ": permission denied" : cause.getMessage()));
        }
    }

    private Optional<PatternDatabase> load(CacheFolder open, CacheKey key) {
        try {
            Optional<byte[]> database = open.read(key.fileName()).flatMap(file -> CacheEntry.decode(key, file));
            if (database.isPresent()) {
                open.touch(key.fileName(), Instant.now());
            }
            return database.map(PatternDatabase::deserialize);
        } catch (HyperscanException | IOException _) {
            return Optional.empty();
        }
    }

    private void store(CacheFolder open, CacheKey key, PatternDatabase database) {
        try {
            open.write(key.fileName(), CacheEntry.encode(key, database.serialize()));
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /// Takes old entries out of the folder, but none that was asked for.
    public void prune() {
        prune(Instant.now());
    }

    synchronized void prune(Instant now) {
        if (folder != null && !failed) {
            try {
                folder.prune(needed, now);
            } catch (IOException e) {
                giveUp(e);
            }
        }
    }

    /// Databases that came from disk.
    public int found() {
        return found.get();
    }

    /// Databases that had to be compiled.
    public int compiled() {
        return compiled.get();
    }
}
