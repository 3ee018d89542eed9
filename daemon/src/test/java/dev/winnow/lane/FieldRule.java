package dev.winnow.lane;

import dev.winnow.detect.NaiveBuffer;
import dev.winnow.rule.RuleFile;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// A rule about fields of one side of an HTTP transaction, and the slow, obvious answer to it.
///
/// @param uriLength in front of the fields' options, empty where the rule does not ask
record FieldRule(String direction, String uriLength, List<Part> parts) {
    /// What a rule wants of one field.
    ///
    /// @param transform a keyword, or empty
    record Part(String field, String transform, String options) {
        String text() {
            return field + "; " + (transform.isEmpty() ? "" : transform + "; ") + options;
        }

        boolean holds(HttpTalk talk) {
            byte[] value = talk.fields().get(field);
            return value != null && new NaiveBuffer(transformed(value)).matches(read());
        }

        private byte[] transformed(byte[] value) {
            String text = new String(value, StandardCharsets.ISO_8859_1);
            String changed = switch (transform) {
                case "to_lowercase" -> text.toLowerCase(Locale.ROOT);
                case "to_uppercase" -> text.toUpperCase(Locale.ROOT);
                case "strip_whitespace" -> text.replace(" ", "");
                case "compress_whitespace" -> text.replaceAll(" +", " ");
                case "dotprefix" -> "." + text;
                default -> text;
            };
            return changed.getBytes(StandardCharsets.ISO_8859_1);
        }

        /// Some contents can never be found behind a transform, and are refused.
        boolean isAccepted() {
            return isRule(rule());
        }

        private List<RuleOption> read() {
            return parse(rule()).rules().getFirst().options();
        }

        private String rule() {
            return "alert http any any -> any any (" + text() + "sid:1;)";
        }
    }

    static Arbitrary<FieldRule> any() {
        return Arbitraries.oneOf(
                        Combinators.combine(
                                        Arbitraries.of("", "", "", "1", "<4", ">5", "3<>7"), parts(HttpTalk.REQUEST))
                                .as((length, parts) -> new FieldRule("to_server", length, parts)),
                        parts(HttpTalk.RESPONSE).map(parts -> new FieldRule("to_client", "", parts)))
                .filter(rule -> isRule(rule.text(1)));
    }

    /// Contents that have no room in a path of `uriLength` are refused too.
    private static boolean isRule(String text) {
        return parse(text).diagnostics().errors() == 0;
    }

    private static RuleFile parse(String rule) {
        return RuleParser.parse(new SourceText("rule", rule), Variables.NONE, Classifications.standard());
    }

    private static Arbitrary<List<Part>> parts(List<String> fields) {
        Arbitrary<String> transforms = Arbitraries.of(
                "", "", "", "", "to_lowercase", "to_uppercase", "strip_whitespace", "compress_whitespace", "dotprefix");
        return Combinators.combine(Arbitraries.of(fields), transforms, options())
                .as(Part::new)
                .filter(Part::isAccepted)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .uniqueElements(Part::field);
    }

    private static Arbitrary<String> options() {
        Arbitrary<String> others = Arbitraries.of(
                "pcre:\"/a+b/\"; ",
                "pcre:\"/B$/i\"; ",
                "pcre:\"/^b/R\"; ",
                "pcre:!\"/ab|ba/\"; ",
                "isdataat:3; ",
                "isdataat:!1,relative; ",
                "bsize:<5; ",
                "bsize:3; ");
        return Arbitraries.frequencyOf(Tuple.of(4, contents()), Tuple.of(1, others))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(options -> String.join("", options));
    }

    private static Arbitrary<String> contents() {
        Arbitrary<String> patterns = Arbitraries.frequencyOf(
                Tuple.of(
                        6,
                        Arbitraries.strings()
                                .withChars('a', 'b', 'B', ' ')
                                .ofMinLength(1)
                                .ofMaxLength(3)),
                Tuple.of(1, Arbitraries.of("/", "GET", "POST", "200", ".")));
        return patterns.flatMap(pattern -> Combinators.combine(
                        Arbitraries.of("", "", "", "!"),
                        Arbitraries.of("", "", "nocase; "),
                        places(pattern.length()),
                        Arbitraries.integers().between(0, 4))
                .as((negation, noCase, place, shift) -> "content:" + negation + "\"" + pattern + "\"; " + noCase
                        + place.replace("N", shift.toString())));
    }

    /// `N` is for any small number.
    private static Arbitrary<String> places(int length) {
        return Arbitraries.of(
                "",
                "",
                "startswith; ",
                "endswith; ",
                "offset:N; ",
                "depth:" + (length + 2) + "; ",
                "offset:N; depth:" + (length + 1) + "; ",
                "distance:N; ",
                "distance:-N; ",
                "within:" + (length + 2) + "; ",
                "distance:N; within:" + (length + 1) + "; ");
    }

    boolean holds(HttpTalk talk) {
        return hasLength(talk.path().length()) && parts.stream().allMatch(part -> part.holds(talk));
    }

    private boolean hasLength(int length) {
        return switch (uriLength) {
            case "1" -> length == 1;
            case "<4" -> length < 4;
            case ">5" -> length > 5;
            case "3<>7" -> length > 3 && length < 7;
            default -> true;
        };
    }

    String text(int sid) {
        return "alert http any any -> any any (flow:" + direction + "; "
                + (uriLength.isEmpty() ? "" : "urilen:" + uriLength + "; ")
                + parts.stream().map(Part::text).collect(Collectors.joining())
                + "sid:" + sid + ";)";
    }

    /// The rules as a file, with signature ids 1, 2, ...
    static String file(List<FieldRule> rules) {
        return IntStream.range(0, rules.size())
                .mapToObj(i -> rules.get(i).text(i + 1))
                .collect(Collectors.joining("\n"));
    }

    /// The signature ids that such a file's rules alert with, one for each transaction, in order.
    static List<Long> expected(List<FieldRule> rules, List<HttpTalk> talks) {
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            for (HttpTalk talk : talks) {
                if (rules.get(i).holds(talk)) {
                    expected.add(i + 1L);
                }
            }
        }
        return expected;
    }
}
