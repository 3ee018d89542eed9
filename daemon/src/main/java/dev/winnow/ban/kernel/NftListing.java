package dev.winnow.ban.kernel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ban.kernel.KernelSets.Held;
import dev.winnow.rule.address.IpAddress;
import dev.winnow.rule.address.IpRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Reads the elements of a set as nft lists them in JSON (libnftables-json(5)), one at a time, because they may be
/// many.
final class NftListing {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NftListing() {}

    /// @throws IOException where `json` is none
    static List<Held> read(String json) throws IOException {
        List<Held> held = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY && "elem".equals(parser.currentName())) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        element(JSON.readTree(parser)).ifPresent(held::add);
                    }
                }
            }
        }
        return held;
    }

    private static Optional<Held> element(JsonNode node) {
        JsonNode timed = node.path("elem");
        long remainingNs = TimeUnit.SECONDS.toNanos(timed.path("expires").asLong());
        return range(timed.isMissingNode() ? node : timed.path("val")).map(range -> new Held(range, remainingNs));
    }

    private static Optional<IpRange> range(JsonNode value) {
        if (value.has("prefix")) {
            JsonNode prefix = value.path("prefix");
            return address(prefix.path("addr"))
                    .map(address -> IpRange.ofPrefix(address, prefix.path("len").asInt()));
        }
        if (value.has("range")) {
            JsonNode ends = value.path("range");
            return address(ends.path(0)).flatMap(first -> address(ends.path(1)).map(last -> new IpRange(first, last)));
        }
        return address(value).map(address -> new IpRange(address, address));
    }

    private static Optional<IpAddress> address(JsonNode text) {
        return IpAddress.parse(text.asText());
    }
}
