package dev.winnow.history;

import dev.winnow.store.Schema;
import java.util.List;

/// What the file of a history holds. Times in milliseconds since 1970.
///
/// Counts and offences are added to what stands there, so that restarts within a minute, and a clock that is set back,
/// lose and double nothing.
final class HistoryFile {
    static final Schema SCHEMA = new Schema(
            "history",
            "what was before",
            2,
            "offence",
            List.of("""
            CREATE TABLE run (
                id INTEGER PRIMARY KEY,
                begin_ms INTEGER NOT NULL,
                last_ms INTEGER NOT NULL,
                stopped INTEGER NOT NULL,
                dry_run INTEGER NOT NULL
            ) STRICT""", """
            CREATE TABLE count (
                minute INTEGER NOT NULL,
                name TEXT NOT NULL,
                value INTEGER NOT NULL,
                PRIMARY KEY (minute, name)
            ) STRICT, WITHOUT ROWID""", """
            CREATE TABLE attack (
                id INTEGER PRIMARY KEY,
                run INTEGER NOT NULL,
                detector TEXT NOT NULL,
                subject TEXT NOT NULL,
                sender INTEGER NOT NULL,
                target TEXT NOT NULL,
                port INTEGER NOT NULL,
                protocol TEXT NOT NULL,
                begin_ms INTEGER NOT NULL,
                last_ms INTEGER NOT NULL,
                over INTEGER NOT NULL,
                peak INTEGER NOT NULL,
                threshold INTEGER NOT NULL,
                sources INTEGER NOT NULL,
                techniques TEXT NOT NULL,
                reaction TEXT NOT NULL,
                proved INTEGER NOT NULL,
                UNIQUE (run, detector, subject, port, begin_ms)
            ) STRICT""", "CREATE INDEX attack_by_end ON attack (last_ms)", """
            CREATE TABLE offence (
                id INTEGER PRIMARY KEY,
                hour INTEGER NOT NULL,
                rule INTEGER NOT NULL,
                name TEXT NOT NULL,
                sid INTEGER NOT NULL,
                source TEXT NOT NULL,
                source_port INTEGER NOT NULL,
                target TEXT NOT NULL,
                port INTEGER NOT NULL,
                protocol TEXT NOT NULL,
                first_ms INTEGER NOT NULL,
                last_ms INTEGER NOT NULL,
                count INTEGER NOT NULL,
                dropped INTEGER NOT NULL,
                proved INTEGER NOT NULL,
                UNIQUE (hour, source, name, rule, sid)
            ) STRICT""", """
            CREATE TABLE trouble (
                id INTEGER PRIMARY KEY,
                run INTEGER NOT NULL,
                text TEXT NOT NULL,
                first_ms INTEGER NOT NULL,
                last_ms INTEGER NOT NULL,
                UNIQUE (run, text)
            ) STRICT""", """
            CREATE TABLE lockdown (
                id INTEGER PRIMARY KEY,
                begin_ms INTEGER NOT NULL,
                last_ms INTEGER NOT NULL,
                ports TEXT NOT NULL,
                kept TEXT NOT NULL,
                by TEXT NOT NULL,
                opened_by TEXT NOT NULL
            ) STRICT"""));

    private HistoryFile() {}
}
