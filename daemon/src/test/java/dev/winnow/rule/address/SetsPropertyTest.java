package dev.winnow.rule.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Sets against the obvious: ask every range, one after the other.
class SetsPropertyTest {
    /// Few addresses, at the edges of both halves, so that ranges meet, overlap and end at the last one.
    @Provide
    Arbitrary<IpAddress> addresses() {
        Arbitrary<Long> halves = Arbitraries.of(0L, 1L, 2L, 3L, Long.MAX_VALUE, Long.MIN_VALUE, -2L, -1L);
        Arbitrary<Long> ipv4 =
                Arbitraries.of(0L, 1L, 2L, 3L, 4L, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFEL, 0xFFFF_FFFFL);
        return Arbitraries.oneOf(
                Combinators.combine(halves, halves).as((high, low) -> new IpAddress(6, high, low)),
                ipv4.map(IpAddress::ipv4));
    }

    @Provide
    Arbitrary<IpRange> ranges() {
        return Combinators.combine(addresses(), addresses())
                .filter((a, b) -> a.version() == b.version())
                .as((a, b) -> a.compareTo(b) <= 0 ? new IpRange(a, b) : new IpRange(b, a));
    }

    @Provide
    Arbitrary<List<IpRange>> rangeLists() {
        return ranges().list().ofMaxSize(6);
    }

    private static boolean oneHas(List<IpRange> ranges, IpAddress address) {
        return ranges.stream()
                .anyMatch(range -> range.version() == address.version()
                        && range.first().compareTo(address) <= 0
                        && range.last().compareTo(address) >= 0);
    }

    private static boolean has(AddressSet set, IpAddress address) {
        return set.contains(address.high(), address.low(), address.version());
    }

    @Property
    void shouldContainWhatOneOfItsRangesContains(
            @ForAll("rangeLists") List<IpRange> ranges, @ForAll("addresses") IpAddress address) {
        assertThat(has(AddressSet.of(ranges), address)).isEqualTo(oneHas(ranges, address));
    }

    @Property
    void shouldLoseExactlyWhatIsTakenAway(
            @ForAll("rangeLists") List<IpRange> in,
            @ForAll("rangeLists") List<IpRange> out,
            @ForAll("addresses") IpAddress address) {
        AddressSet left = AddressSet.of(in).minus(AddressSet.of(out));
        assertThat(has(left, address)).isEqualTo(oneHas(in, address) && !oneHas(out, address));
    }

    @Property
    void shouldBeEqualHoweverItsRangesAreGiven(@ForAll("rangeLists") List<IpRange> ranges) {
        AddressSet set = AddressSet.of(ranges);
        assertThat(AddressSet.of(ranges.reversed())).isEqualTo(set).hasSameHashCodeAs(set);
        assertThat(AddressSet.of(set.ranges())).isEqualTo(set);
        assertThat(set.minus(set).isEmpty()).isTrue();
    }

    @Property
    void shouldFindAnIpv4AddressInItsMappedForm(@ForAll("rangeLists") List<IpRange> ranges, @ForAll int address) {
        AddressSet set = AddressSet.of(ranges);
        long low = Integer.toUnsignedLong(address);
        assertThat(set.contains(0, 0xFFFF_0000_0000L | low, 4)).isEqualTo(set.contains(0, low, 4));
    }

    @Property(tries = 50)
    void shouldContainThePortsThatAreSet(@ForAll("ports") List<Integer> ports) {
        BitSet bits = new BitSet();
        ports.forEach(bits::set);
        PortSet set = PortSet.of(bits);
        for (int port = 0; port <= 0xFFFF; port++) {
            assertThat(set.contains(port) == bits.get(port)).isTrue();
        }
        assertThat(set.toBitSet()).isEqualTo(bits);
    }

    @Provide
    Arbitrary<List<Integer>> ports() {
        return Arbitraries.of(0, 1, 2, 3, 79, 80, 81, 1024, 65533, 65534, 65535)
                .list()
                .ofMaxSize(8);
    }
}
