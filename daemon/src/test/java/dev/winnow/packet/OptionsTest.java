package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {
    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();

    private void decode(PacketBuilder packet) {
        byte[] bytes = packet.bytes();
        decoder.decode(PacketBuilder.offHeap(bytes), 0, bytes.length, LinkType.RAW, 0, ChecksumMode.VALIDATE, view);
    }

    private void decodeTcp(String options) {
        decode(ip().tcp(1, 2).tcpOptions(options).payload("payload"));
    }

    private static PacketBuilder ip() {
        return PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2");
    }

    @Test
    void shouldReadTheOptionsOfALinuxSyn() {
        decodeTcp("020405b4 0402 080a 89abcdef 00000001 01 030307");

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(TcpOptions.mss(view)).isEqualTo(1460);
        assertThat(TcpOptions.windowScale(view)).isEqualTo(7);
        assertThat(TcpOptions.sackPermitted(view)).isTrue();
        assertThat(TcpOptions.timestampValue(view)).isEqualTo(0x89ABCDEFL);
        assertThat(TcpOptions.timestampEcho(view)).isEqualTo(1);
        assertThat(view.payloadLength()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "01 01 080a 89abcdef 00000001",
        "080a 89abcdef 00000001 01 01",
        "01 01 080a 89abcdef 00000001 01 01 01 01",
        "01 01 080a 89abcdef 00000001 080a 00000002 00000003 01 01",
        "01 01 0402 080a 89abcdef 00000001 00"
    })
    void shouldReadTimestampsWhereverTheyAre(String options) {
        decodeTcp(options);

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(TcpOptions.timestampValue(view)).isEqualTo(0x89ABCDEFL);
        assertThat(TcpOptions.timestampEcho(view)).isEqualTo(1);
        assertThat(TcpOptions.mss(view)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01010101", "00 020405b4 000000", "02030501 01", "fd04f989"})
    void shouldFindNoOptionWhereThereIsNone(String options) {
        decodeTcp(options);

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(TcpOptions.mss(view)).isEqualTo(-1);
        assertThat(TcpOptions.windowScale(view)).isEqualTo(-1);
        assertThat(TcpOptions.sackPermitted(view)).isFalse();
        assertThat(TcpOptions.timestampValue(view)).isEqualTo(-1);
        assertThat(TcpOptions.timestampEcho(view)).isEqualTo(-1);
    }

    @Test
    void shouldFindNoTcpOptionsInOtherProtocols() {
        decode(ip().udp(1, 2).payload("\2\4\5\264".repeat(9)));

        assertThat(TcpOptions.mss(view)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"02000000", "02010000", "02050000", "01010102", "020405b4 01 030300 08"})
    void shouldNoteContradictingTcpOptionsAndStillFindThePayload(String options) {
        decodeTcp(options);

        assertThat(view.malformed()).isEqualTo(Malformed.TCP_OPTIONS);
        assertThat(view.payloadLength()).isEqualTo(7);
        assertThat(view.destinationPort()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "07 07 04 00000000 00, 7",
        "44 08 05 00 00000000, 68",
        "82 0b 0000 0000 0000 000000 00, 130",
        "83 07 04 00000000 00, 131",
        "85 03 00 00, 133",
        "88 04 0001, 136",
        "01 89 07 04 00000000, 137",
        "01 01 01 00, 0",
        "00 00 00 00, 0",
        "01 00 00 00, 1"
    })
    void shouldFindIpv4OptionsByType(String options, int type) {
        decode(ip().ipOptions(options).udp(1, 2));

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(Ipv4Options.any(view)).isTrue();
        assertThat(Ipv4Options.has(view, type)).isTrue();
        assertThat(Ipv4Options.has(view, 94)).isFalse();
        assertThat(view.destinationPort()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"07000000", "07010000", "07050000", "01010107"})
    void shouldNoteContradictingIpv4Options(String options) {
        decode(ip().ipOptions(options).udp(1, 2));

        assertThat(view.malformed()).isEqualTo(Malformed.IPV4_OPTIONS);
        assertThat(view.destinationPort()).isEqualTo(2);
    }

    @Test
    void shouldFindNoIpv4OptionsInAPlainHeaderNorInIpv6() {
        decode(ip().udp(1, 2));
        assertThat(Ipv4Options.any(view)).isFalse();
        assertThat(Ipv4Options.has(view, Ipv4Options.END_OF_LIST)).isFalse();

        decode(PacketBuilder.raw().ipv6("fd00::1", "fd00::2").udp(1, 2));
        assertThat(Ipv4Options.any(view)).isFalse();
    }
}
