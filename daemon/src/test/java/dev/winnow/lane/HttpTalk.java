package dev.winnow.lane;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// A request and its response, of which every field is known because it was there before the bytes were.
///
/// @param body empty for a request without one
/// @param content the response's body
record HttpTalk(String path, String agent, String host, String body, String server, String content) {
    /// The fields of a request that rules ask for.
    static final List<String> REQUEST =
            List.of("http.uri", "http.method", "http.user_agent", "http.host", "http.host.raw", "http.request_body");

    /// The fields of a response that rules ask for.
    static final List<String> RESPONSE = List.of("http.stat_code", "http.server", "http.response_body", "file.data");

    static Arbitrary<HttpTalk> any() {
        return Combinators.combine(
                        text("abB", 0).map(path -> "/" + path),
                        text("abB ", 1).map(String::strip),
                        text("abB", 1),
                        text("abB ", 0),
                        text("abB", 1),
                        text("abB ", 1))
                .as(HttpTalk::new);
    }

    /// Never spaces alone: a transform would leave nothing of them.
    private static Arbitrary<String> text(String letters, int minLength) {
        return Arbitraries.strings()
                .withChars(letters.toCharArray())
                .ofMinLength(minLength)
                .ofMaxLength(10)
                .filter(text -> text.isEmpty() || !text.isBlank());
    }

    private String method() {
        return body.isEmpty() ? "GET" : "POST";
    }

    String request() {
        return method() + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: " + agent
                + (body.isEmpty() ? "" : "\r\nContent-Length: " + body.length()) + "\r\n\r\n" + body;
    }

    String response() {
        return "HTTP/1.1 200 OK\r\nServer: " + server + "\r\nContent-Length: " + content.length() + "\r\n\r\n"
                + content;
    }

    /// What is in the fields; a field that is not there has no entry.
    Map<String, byte[]> fields() {
        Map<String, String> all = new TreeMap<>(Map.of(
                "http.uri", path,
                "http.method", method(),
                "http.user_agent", agent,
                "http.host", host.toLowerCase(Locale.ROOT),
                "http.host.raw", host,
                "http.request_body", body,
                "http.stat_code", "200",
                "http.server", server,
                "http.response_body", content,
                "file.data", content));
        Map<String, byte[]> fields = new TreeMap<>();
        all.forEach((field, value) -> fields.put(field, value.getBytes(StandardCharsets.ISO_8859_1)));
        fields.values().removeIf(value -> value.length == 0);
        return fields;
    }
}
