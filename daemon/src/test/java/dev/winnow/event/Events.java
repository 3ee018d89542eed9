package dev.winnow.event;

import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.address.PortSet;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.source.Place;
import dev.winnow.rule.source.SourceText;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.syntax.Direction;
import dev.winnow.rule.syntax.Identity;
import dev.winnow.rule.syntax.Protocol;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Packets and rules for the tests of events.
final class Events {
    /// 2010-02-15T10:11:12.123456789Z.
    static final long TIMESTAMP_NS = 1_266_228_672_123_456_789L;

    static final EventOrigin CAPTURE = new EventOrigin.Capture("in put\u0007.pcap");

    private Events() {}

    static PacketView view(LinkType link, PacketBuilder packet) {
        PacketDecoder decoder = new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT));
        PacketView view = new PacketView();
        MemorySegment bytes = packet.build();
        decoder.decode(bytes, 0, (int) bytes.byteSize(), link, TIMESTAMP_NS, ChecksumMode.VALIDATE, view);
        while (decoder.descend(view)) {
            // To the innermost packet.
        }
        return view;
    }

    static ResolvedRule rule(Action action, long sid, String message, String... metadata) {
        Identity identity =
                new Identity(1, sid, 2, message, Optional.empty(), OptionalInt.empty(), List.of(), List.of(metadata));
        return new ResolvedRule(
                action,
                Protocol.IP,
                Optional.empty(),
                Flow.Direction.ANY,
                AddressSet.ANY,
                PortSet.ANY,
                Direction.FORWARD,
                AddressSet.ANY,
                PortSet.ANY,
                identity,
                "Misc activity",
                3,
                List.of(),
                Optional.empty(),
                false,
                new Place(new SourceText("test.rules", ""), 0, 0));
    }
}
