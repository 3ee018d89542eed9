package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.config.ExceptionPolicies;
import dev.winnow.config.ExceptionPolicy;
import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.FlowTable;
import dev.winnow.flow.StreamListener;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table is what Suricata 7.0.10 makes of the same packets.
final class ExceptionGuardTest {
    private final FlowTable table = new FlowTable(Arena.ofAuto(), FlowSettings.DEFAULT, new StreamListener() {
        @Override
        public void bytes(Flow flow, Direction direction, MemorySegment memory, long offset, int length) {}

        @Override
        public void gap(Flow flow, Direction direction, long lostBytes) {}

        @Override
        public void closed(Flow flow, Direction direction) {}

        @Override
        public void ended(Flow flow) {}
    });
    private final PacketView view = new PacketView();

    private Flow flowOf(int tcpFlags) {
        MemorySegment bytes = PacketBuilder.raw()
                .ipv4("198.18.0.1", "198.18.0.2")
                .tcp(40_000, 80)
                .flags(tcpFlags)
                .payload("GET /")
                .build();
        new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT))
                .decodeIp(bytes, 0, (int) bytes.byteSize(), (int) bytes.byteSize(), 0, ChecksumMode.IGNORE, view);
        return table.track(view);
    }

    private static ExceptionGuard guard(ExceptionPolicy midstream, boolean picksUp, boolean enforcing) {
        ExceptionPolicy other = ExceptionPolicy.DROP_PACKET;
        return new ExceptionGuard(new ExceptionPolicies(midstream, other, other, other, other), picksUp, enforcing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AUTO        | false | true  | drop   | drop
            AUTO        | true  | true  | judge  |
            AUTO        | false | false | judge  |
            IGNORE      | false | true  | judge  |
            DROP_PACKET | false | true  | drop   |
            DROP_PACKET | true  | true  | drop   |
            DROP_FLOW   | true  | true  | drop   | drop
            REJECT      | false | true  | reject | drop
            PASS_PACKET | false | true  | accept |
            PASS_FLOW   | false | true  | accept | pass
            BYPASS      | true  | true  | accept | pass
            DROP_PACKET | false | false | accept |
            DROP_FLOW   | false | false | accept | pass
            REJECT      | false | false | judge  |
            PASS_FLOW   | false | false | accept | pass
            """)
    void shouldApplyThePolicyToAConnectionWhoseBeginningWasNotSeen(
            ExceptionPolicy policy, boolean picksUp, boolean enforcing, String packet, String rest) {
        Flow flow = flowOf(TcpFlags.ACK | TcpFlags.PSH);

        long word = guard(policy, picksUp, enforcing).check(view, flow, false);

        assertThat(name(word)).isEqualTo(packet);
        assertThat(flow.isDropped()).isEqualTo("drop".equals(rest));
        assertThat(flow.isPassed()).isEqualTo("pass".equals(rest));
        if (VerdictWord.isDrop(word)) {
            assertThat(Reason.of(word)).isEqualTo(Reason.MIDSTREAM);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, judge", "4, judge", "16, drop", "18, drop", "17, drop"})
    void shouldTakeEverySegmentForMidstreamThatNeitherBeginsNorBreaksAConnection(int tcpFlags, String packet) {
        Flow flow = flowOf(tcpFlags);

        assertThat(name(guard(ExceptionPolicy.DROP_PACKET, false, true).check(view, flow, false)))
                .isEqualTo(packet);
    }

    @ParameterizedTest
    @CsvSource({"true, drop", "false, judge"})
    void shouldApplyThePolicyWhereBytesFoundNoMemory(boolean refused, String packet) {
        Flow flow = flowOf(TcpFlags.SYN);
        long word = guard(ExceptionPolicy.IGNORE, false, true).check(view, flow, refused);

        assertThat(name(word)).isEqualTo(packet);
        assertThat(!refused || Reason.of(word) == Reason.STREAM_MEMORY).isTrue();
    }

    /// Where there is no flow, what is said of flows is said of the packet.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AUTO        | true  | drop
            AUTO        | false | judge
            IGNORE      | true  | judge
            DROP_PACKET | true  | drop
            DROP_FLOW   | true  | drop
            REJECT      | true  | reject
            PASS_PACKET | true  | accept
            PASS_FLOW   | true  | accept
            BYPASS      | true  | accept
            DROP_PACKET | false | accept
            DROP_FLOW   | false | accept
            REJECT      | false | judge
            """)
    void shouldApplyThePolicyWhereThereWasNoRoomForAFlowOrAFragment(
            ExceptionPolicy policy, boolean enforcing, String packet) {
        ExceptionPolicy other = ExceptionPolicy.IGNORE;
        ExceptionGuard guard =
                new ExceptionGuard(new ExceptionPolicies(other, other, other, policy, policy), false, enforcing);

        assertThat(name(guard.flowRefused())).isEqualTo(packet);
        assertThat(name(guard.fragmentRefused())).isEqualTo(packet);
        if (VerdictWord.isDrop(guard.flowRefused())) {
            assertThat(Reason.of(guard.flowRefused())).isEqualTo(Reason.FLOW_MEMORY);
            assertThat(Reason.of(guard.fragmentRefused())).isEqualTo(Reason.FRAGMENT_MEMORY);
        }
    }

    private static String name(long word) {
        if (word == ExceptionGuard.JUDGE) {
            return "judge";
        }
        return VerdictWord.rejects(word) != 0 ? "reject" : VerdictWord.isDrop(word) ? "drop" : "accept";
    }
}
