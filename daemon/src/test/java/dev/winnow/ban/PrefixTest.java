package dev.winnow.ban;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.rule.address.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrefixTest {
    @ParameterizedTest
    @CsvSource({
        "198.18.190.224/27, 198.18.190.224/27",
        "198.18.190.254/27, 198.18.190.224/27",
        "198.18.0.1, 198.18.0.1",
        "198.18.0.1/32, 198.18.0.1",
        "0.0.0.0/0, 0.0.0.0/0",
        "fd00::7:1/64, fd00:0:0:0:0:0:0:0/64",
        "fd00::1/128, fd00:0:0:0:0:0:0:1",
    })
    void shouldReadAndWriteAsCidrDoes(String text, String canonical) {
        assertThat(Prefix.parse(text)).map(Prefix::toString).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "198.18.0.1/", "198.18.0.1/33", "198.18.0/24", "fd00::/129", "fd00::/-1", "a/8"})
    void shouldReadNothingElse(String text) {
        assertThat(Prefix.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "198.18.0.0, 198.18.0.1, 198.18.0.0/31",
        "198.18.0.1, 198.18.0.1, 198.18.0.1",
        "0.0.0.0, 255.255.255.255, 0.0.0.0/0",
        "fd00::1, fd00::8000:0:0:0, fd00:0:0:0:0:0:0:0/64",
        "fd00::1, fd00:0:0:1::1, fd00:0:0:0:0:0:0:0/63",
    })
    void shouldFindWhatTwoAddressesShare(String one, String other, String shared) {
        assertThat(Prefix.common(address(one), address(other))).hasToString(shared);
    }

    @Test
    void shouldKnowItsNeighboursInSize() {
        Prefix prefix = Prefix.parse("198.18.190.224/27").orElseThrow();
        assertThat(prefix.parent()).hasToString("198.18.190.192/26");
        assertThat(prefix.half(false)).hasToString("198.18.190.224/28");
        assertThat(prefix.half(true)).hasToString("198.18.190.240/28");
        assertThat(prefix.last()).hasToString("198.18.190.255");
        assertThat(prefix.contains(address("198.18.190.224"))).isTrue();
        assertThat(prefix.contains(address("198.18.190.223"))).isFalse();
        assertThat(prefix.contains(address("fd00::1"))).isFalse();
    }

    @Test
    void shouldRefuseBitsBehindThePrefix() {
        IpAddress host = address("198.18.0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Prefix(host, 31));
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
