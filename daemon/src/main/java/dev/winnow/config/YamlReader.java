package dev.winnow.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads one YAML document into [YamlNode]s: anchors, aliases and merge keys are put in place, every node knows where
/// it stands, and neither depth nor aliases can make it large. Used once per document.
final class YamlReader {
    private static final int MAX_DEPTH = 64;

    /// Counts what aliases repeat, so that a few lines of aliases of aliases cannot stand for millions of nodes.
    private static final int MAX_NODES = 100_000;

    private static final String MERGE_KEY = "<<";

    /// suricata.yaml may say `!include FILE` in place of a section.
    private static final String INCLUDE_TAG = "include";

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final String source;
    private final YAMLParser parser;
    private final Map<String, YamlNode> anchors = new HashMap<>();
    private final Map<String, Integer> anchoredSizes = new HashMap<>();
    private int nodeCount;

    private YamlReader(String source, YAMLParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /// The first document of `text`; an empty scalar where there is none.
    ///
    /// @param source the name that places carry
    static YamlNode read(String source, String text) throws ConfigException {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            YamlReader reader = new YamlReader(source, parser);
            return parser.nextToken() == null ? new YamlNode.Scalar("", false, Place.of(source)) : reader.node();
        } catch (JsonProcessingException e) {
            throw new ConfigException(place(source, e.getLocation()), "not valid YAML: " + firstLine(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory", e);
        }
    }

    private static String firstLine(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        return message.lines().findFirst().orElse(message);
    }

    private static Place place(String source, JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? Place.of(source)
                : new Place(source, location.getLineNr(), Math.max(1, location.getColumnNr()));
    }

    private Place here() {
        return place(source, parser.currentTokenLocation());
    }

    private YamlNode node() throws IOException, ConfigException {
        if (parser.isCurrentAlias()) {
            return alias();
        }
        int before = nodeCount;
        count(1);
        String anchor = parser.getObjectId();
        YamlNode node = content();
        if (anchor != null) {
            anchors.put(anchor, node);
            anchoredSizes.put(anchor, nodeCount - before);
        }
        return node;
    }

    private YamlNode content() throws IOException, ConfigException {
        JsonToken token = parser.currentToken();
        String tag = localTag();
        if (tag != null) {
            return tagged(tag, token);
        }
        return switch (token) {
            case START_OBJECT -> mapping();
            case START_ARRAY -> sequence();
            default -> scalar(token);
        };
    }

    /// A tag that is not of YAML itself, without its `!`; null where there is none.
    private String localTag() throws IOException {
        String tag = parser.getTypeId();
        return tag == null || tag.startsWith("tag:") || tag.equals(INCLUDE_TAG) ? null : tag;
    }

    /// `!$HOME_NET` without quotes is a tag to YAML and a negation to everybody else. Alone it can be taken at its
    /// word; before something else YAML swallows the comma, and the negation would be lost without a sound.
    private YamlNode tagged(String tag, JsonToken token) throws IOException, ConfigException {
        if (token.isScalarValue()
                && (token == JsonToken.VALUE_NULL || parser.getText().isEmpty())
                && !tag.endsWith(",")) {
            return new YamlNode.Scalar("!" + tag, true, here());
        }
        throw new ConfigException(here(), "what begins with '!' must stand in quotes here: !" + tag);
    }

    private YamlNode scalar(JsonToken token) throws IOException {
        return token == JsonToken.VALUE_NULL
                ? new YamlNode.Scalar("", false, here())
                : new YamlNode.Scalar(parser.getText(), true, here());
    }

    private YamlNode alias() throws IOException, ConfigException {
        String name = parser.getText();
        YamlNode node = anchors.get(name);
        if (node == null) {
            throw new ConfigException(here(), "not valid YAML: no anchor '" + name + "' before this alias");
        }
        count(anchoredSizes.get(name));
        return node;
    }

    private void count(int more) throws ConfigException {
        nodeCount += more;
        if (nodeCount > MAX_NODES) {
            throw new ConfigException(here(), "more than " + MAX_NODES + " values, aliases included");
        }
    }

    private YamlNode sequence() throws IOException, ConfigException {
        Place place = here();
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new YamlNode.Sequence(List.copyOf(items), place);
    }

    private YamlNode mapping() throws IOException, ConfigException {
        Place place = here();
        List<YamlNode.Entry> merged = new ArrayList<>();
        List<YamlNode.Entry> own = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place keyPlace = here();
            parser.nextToken();
            YamlNode value = node();
            if (key.equals(MERGE_KEY) && value instanceof YamlNode.Mapping other) {
                merged.addAll(other.entries());
            } else {
                own.add(new YamlNode.Entry(key, keyPlace, value));
            }
        }
        return new YamlNode.Mapping(merge(merged, own), place);
    }

    private static List<YamlNode.Entry> merge(List<YamlNode.Entry> merged, List<YamlNode.Entry> own) {
        if (merged.isEmpty()) {
            return List.copyOf(own);
        }
        var ownKeys = own.stream().map(YamlNode.Entry::key).collect(Collectors.toSet());
        merged.removeIf(entry -> ownKeys.contains(entry.key()));
        merged.addAll(own);
        return List.copyOf(merged);
    }
}
