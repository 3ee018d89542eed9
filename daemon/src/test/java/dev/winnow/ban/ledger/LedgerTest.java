package dev.winnow.ban.ledger;

import static dev.winnow.ban.Bans.DAY;
import static dev.winnow.ban.Bans.HOUR;
import static dev.winnow.ban.Bans.MINUTE;
import static dev.winnow.ban.Bans.NOW;
import static dev.winnow.ban.Bans.ban;
import static dev.winnow.ban.Bans.prefix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.ban.Ban;
import dev.winnow.ban.allow.Visitor;
import dev.winnow.rule.address.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerTest {
    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    private Ledger open() throws LedgerException {
        return Ledger.open(folder.resolve("new").resolve("bans.db"), messages::add);
    }

    private Path file() {
        return folder.resolve("new").resolve("bans.db");
    }

    @Test
    void shouldRememberWhoHasBehavedOverARestart() throws LedgerException {
        IpAddress one = prefix("198.18.40.4").address();
        IpAddress other = prefix("fd00:7::4").address();
        try (Ledger ledger = open()) {
            ledger.writeVisitors(List.of(new Visitor(other, NOW + HOUR, 3), new Visitor(one, NOW, 2.5)), List.of());
            ledger.commit();
            ledger.writeVisitors(List.of(new Visitor(one, NOW + MINUTE, 3.5)), List.of());
            ledger.commit();
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.visitors())
                    .containsExactly(new Visitor(one, NOW + MINUTE, 3.5), new Visitor(other, NOW + HOUR, 3));
            ledger.writeVisitors(List.of(), List.of(one));
            ledger.commit();
            assertThat(ledger.visitors()).hasSize(1);
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldHaveEverythingAgainAfterItWasClosed() throws LedgerException {
        Ban written;
        Ban wide;
        try (Ledger ledger = open()) {
            written = ledger.add(ban("198.18.0.1", HOUR));
            wide = ledger.add(ban("fd00:7::/64", 2 * HOUR)).extended(NOW + 3 * HOUR);
            ledger.update(wide);
            ledger.commit();
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.active(NOW)).containsExactly(written, wide);
            assertThat(ledger.active(NOW + HOUR)).containsExactly(wide);
            assertThat(ledger.active(NOW + 3 * HOUR)).isEmpty();
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void shouldForgetWhatWasNotCommitted() throws LedgerException {
        try (Ledger ledger = open()) {
            ledger.add(ban("198.18.0.1", HOUR));
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.active(NOW)).isEmpty();
        }
    }

    @Test
    void shouldMeasureGuiltByTheLastBanThatNobodyLifted() throws LedgerException {
        try (Ledger ledger = open()) {
            Ban first = ledger.add(ban("198.18.0.0/27", MINUTE));
            Ban second = ledger.add(ban("198.18.0.0/27", HOUR));
            ledger.add(ban("198.18.0.1", DAY));

            assertThat(ledger.last(prefix("198.18.0.0/27"))).contains(second);
            Ban lifted = second.lifted("root", NOW + MINUTE);
            ledger.update(lifted);
            assertThat(ledger.last(prefix("198.18.0.0/27"))).contains(first);
            assertThat(ledger.last(prefix("198.18.0.0/28"))).isEmpty();
            assertThat(ledger.history(prefix("198.18.0.0/27"), 10)).containsExactly(lifted, first);
            assertThat(ledger.history(prefix("198.18.0.0/27"), 1)).containsExactly(lifted);
        }
    }

    @Test
    void shouldStrikeOutWhatEndedLongAgo() throws LedgerException {
        try (Ledger ledger = open()) {
            ledger.add(ban("198.18.0.1", MINUTE));
            Ban recent = ledger.add(ban("198.18.0.2", HOUR));

            assertThat(ledger.forget(NOW + 2 * MINUTE, NOW + DAY)).isEqualTo(1);
            assertThat(ledger.since(0, 10)).containsExactly(recent);
        }
    }

    @Test
    void shouldSetADamagedFileAsideAndBeginANewOne() throws LedgerException, IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "this was a ledger once, and then the disk had other ideas".repeat(100));
        try (Ledger ledger = open()) {
            ledger.add(ban("198.18.0.1", HOUR));
            ledger.commit();
        }
        assertThat(messages).singleElement().asString().contains("damaged", "bans.db.damaged", "a new one begins");
        assertThat(Path.of(file() + ".damaged")).content().startsWith("this was a ledger once");
        try (Ledger ledger = open()) {
            assertThat(ledger.active(NOW)).hasSize(1);
        }
    }

    @Test
    void shouldSetAFileAsideWhosePagesAreDamaged() throws LedgerException, IOException {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 1_000; i++) {
                ledger.add(ban("198.18." + i / 250 + "." + i % 250, HOUR));
            }
            ledger.commit();
        }
        byte[] bytes = Files.readAllBytes(file());
        Arrays.fill(bytes, 8_192, bytes.length - 4_096, (byte) 0x5A);
        Files.write(file(), bytes);
        try (Ledger ledger = open()) {
            assertThat(ledger.active(NOW)).isEmpty();
        }
        assertThat(messages).hasSize(1);
    }

    @Test
    void shouldSetALedgerOfANewerWinnowAside() throws LedgerException, SQLException {
        open().close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.active(NOW)).isEmpty();
        }
        assertThat(messages).singleElement().asString().contains("newer winnow");
    }

    @Test
    void shouldRemoveCopiesOfItsLibraryThatKilledProcessesHaveLeft() throws LedgerException, IOException {
        Files.createDirectories(file().getParent());
        Path left = Files.writeString(file().resolveSibling("sqlite-3.0-1-libsqlitejdbc.so"), "");
        Path lock = Files.writeString(file().resolveSibling("sqlite-3.0-1-libsqlitejdbc.so.lck"), "");
        Path fresh = Files.writeString(file().resolveSibling("sqlite-3.0-2-libsqlitejdbc.so"), "");
        FileTime hourAgo = FileTime.from(Instant.now().minusSeconds(3_600));
        Files.setLastModifiedTime(left, hourAgo);
        Files.setLastModifiedTime(lock, hourAgo);
        open().close();

        assertThat(left).doesNotExist();
        assertThat(lock).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void shouldSayWhatIsWrongWhereThereCanBeNoFile() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> Ledger.open(notAFolder.resolve("bans.db"), messages::add))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("cannot make the ledger of bans");
    }
}
