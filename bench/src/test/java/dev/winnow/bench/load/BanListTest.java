package dev.winnow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ban.Ban;
import dev.winnow.ban.Prefix;
import dev.winnow.ban.ledger.Ledger;
import dev.winnow.ban.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BanListTest {
    private static final long NOW_NS = 1_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 198.19.0.0, 198.19.0.0", "3, 198.19.0.0, 198.19.0.4", "40000, 10.0.0.0, 198.19.255.254"})
    void shouldBanSingleAddressesThatAreNoNeighboursTheLastAmongTheSenders(int count, String first, String last)
            throws IOException, LedgerException {
        Path file = folder.resolve("bans.db");
        BanList.write(file, count, NOW_NS);
        try (Ledger ledger = Ledger.open(file, _ -> {})) {
            List<String> banned = ledger.active(NOW_NS).stream()
                    .map(Ban::prefix)
                    .map(Prefix::toString)
                    .toList();
            assertThat(banned).hasSize(count).doesNotHaveDuplicates().allMatch(address -> address.matches(".*[02468]"));
            assertThat(banned.getFirst()).isEqualTo(first);
            assertThat(banned.getLast()).isEqualTo(last).isEqualTo(BanList.last(count));
        }
    }
}
