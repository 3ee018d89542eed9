package dev.winnow.lane;

import dev.winnow.bindings.pcap.PcapSource;
import dev.winnow.packet.LinkType;
import java.util.Arrays;
import java.util.stream.Collectors;

/// From libpcap's link type numbers to winnow's.
final class LinkTypes {
    private LinkTypes() {}

    /// @param name how the error calls the source
    /// @throws LaneException if winnow does not read that link type
    static LinkType of(String name, PcapSource source) throws LaneException {
        LinkType link = LinkType.ofDlt(source.linkType());
        if (link == null) {
            String known = Arrays.stream(LinkType.values()).map(LinkType::label).collect(Collectors.joining(", "));
            throw new LaneException("%s has link type %s, which winnow does not read; it reads %s"
                    .formatted(name, source.linkTypeName(), known));
        }
        return link;
    }
}
