package dev.winnow.rule.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class AddressNumbersTest {
    private static final long BASE = 0xC612_0000L;

    /// A network and its number.
    record Entry(long address, int prefixLength, int number) {
        IpRange network() {
            return IpRange.ofPrefix(new IpAddress(4, 0, BASE | address), prefixLength);
        }
    }

    @Provide
    Arbitrary<List<Entry>> networks() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 255),
                        Arbitraries.integers().between(23, 32),
                        Arbitraries.integers().between(0, 5))
                .as(Entry::new)
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 500)
    void shouldTellTheNumberOfTheNarrowestNetwork(@ForAll("networks") List<Entry> networks) {
        AddressNumbers.Builder builder = new AddressNumbers.Builder();
        networks.forEach(entry -> builder.add(entry.network(), entry.number()));
        AddressNumbers numbers = builder.build();

        for (long address = BASE - 1; address <= BASE + 512; address++) {
            assertThat(numbers.find(0, address, 4)).isEqualTo(slowly(networks, address));
        }
    }

    private static int slowly(List<Entry> networks, long address) {
        int number = AddressNumbers.NONE;
        int length = -1;
        for (Entry entry : networks) {
            IpRange network = entry.network();
            boolean contains = network.first().low() <= address
                    && address <= network.last().low();
            if (contains && entry.prefixLength() >= length) {
                number = entry.number();
                length = entry.prefixLength();
            }
        }
        return number;
    }

    @Test
    void shouldTellVersionsApartAndKnowTheEndsOfTheirSpaces() {
        AddressNumbers.Builder builder = new AddressNumbers.Builder();
        builder.add(IpRange.all(4), 4);
        builder.add(IpRange.ofPrefix(IpAddress.parse("ffff::").orElseThrow(), 16), 6);
        AddressNumbers numbers = builder.build();

        assertThat(numbers.find(0, 0, 4)).isEqualTo(4);
        assertThat(numbers.find(0, 0xFFFF_FFFFL, 4)).isEqualTo(4);
        assertThat(numbers.find(0, 0, 6)).isEqualTo(AddressNumbers.NONE);
        assertThat(numbers.find(-1, -1, 6)).isEqualTo(6);
        assertThat(numbers.find(0xFFFE_FFFF_FFFF_FFFFL, -1, 6)).isEqualTo(AddressNumbers.NONE);
    }
}
