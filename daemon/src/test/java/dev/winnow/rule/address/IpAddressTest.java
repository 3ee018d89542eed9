package dev.winnow.rule.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1..2.3",
                "1.2.3.4 ",
                "-1.2.3.4",
                "0x1.2.3.4",
                "1.2.3.0004",
                ":",
                ":::",
                "1:2",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                "g::",
                "::1%eth0",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3",
                "1:2:3:4:5:6:7:8::",
                "\u0661.2.3.4"
            })
    void shouldRefuseWhatIsNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "255.255.255.255",
                "198.18.1.2",
                "::",
                "::1",
                "1::",
                "fd00::1:2",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "64:ff9b::192.0.2.33",
                "1:2:3:4:5:6:192.0.2.33",
                "ABCD::ef01"
            })
    void shouldReadWhatTheJdkReads(String text) throws UnknownHostException {
        IpAddress address = IpAddress.parse(text).orElseThrow();
        assertThat(bytes(address)).isEqualTo(InetAddress.ofLiteral(text).getAddress());
    }

    @Property
    void shouldReadWhatItWrites(@ForAll long high, @ForAll long low) {
        IpAddress ipv6 = new IpAddress(6, high, low);
        assertThat(IpAddress.parse(ipv6.toString())).contains(ipv6);
        IpAddress ipv4 = IpAddress.ipv4(low & IpAddress.IPV4_MAX);
        assertThat(IpAddress.parse(ipv4.toString())).contains(ipv4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 127, 128})
    void shouldSpanThePrefixOfAnyLength(int prefixLength) {
        IpAddress address =
                IpAddress.parse("a5a5:5a5a:a5a5:5a5a:a5a5:5a5a:a5a5:5a5a").orElseThrow();
        IpRange range = IpRange.ofPrefix(address, prefixLength);
        assertThat(common(bytes(range.first()), bytes(range.last()))).isEqualTo(prefixLength);
        assertThat(range.first()).isLessThanOrEqualTo(address);
        assertThat(range.last()).isGreaterThanOrEqualTo(address);
    }

    @Test
    void shouldRefuseRangesThatAreNone() {
        IpAddress one = IpAddress.ipv4(1);
        assertThatThrownBy(() -> new IpRange(one, IpAddress.ipv4(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IpRange(one, new IpAddress(6, 0, 2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IpRange.ofPrefix(one, 33)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(IpAddress address) {
        return address.version() == 4
                ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
                : ByteBuffer.allocate(16)
                        .putLong(address.high())
                        .putLong(address.low())
                        .array();
    }

    private static int common(byte[] left, byte[] right) {
        for (int bit = 0; bit < 8 * left.length; bit++) {
            if (((left[bit / 8] ^ right[bit / 8]) & (0x80 >>> (bit % 8))) != 0) {
                return bit;
            }
        }
        return 8 * left.length;
    }
}
