package dev.winnow.protocol.http;

import static dev.winnow.flow.Direction.TO_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.option.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Suricata 7.0.10 makes of the same request lines, byte for byte.
class UriNormalizationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            nullValues = "-",
            value = {
                "/a+b?c+d /a+b?c+d",
                "/a\\b /a/b",
                "/a//b///c /a/b/c",
                "/a/./b /a/b",
                "/a/../b /b",
                "/a/b/../../../c /c",
                "/../x /x",
                "/a/. /a",
                "/a/.. -",
                "/a/./ /a",
                "/a/../ -",
                "/a/b/c/../../d/ /a/d/",
                "/a/b/.. /a",
                "/a/%2e%2e/b /b",
                "/a/.%2e/b /b",
                "/a%2fb%2f..%2fc /a/c",
                "/..\\x /x",
                "/%5c..%5cx /x",
                "/a//../b /b",
                "/a..b/... /a..b/...",
                "/%u0041%u00e9%u2215x /A?/x",
                "/%U0041 /A",
                "/%uzzzz%u00 /%uzzzz%u00",
                "/%u002f%u005cx /x",
                "/%uff0f /",
                "/%zz%4% /%zz%4%",
                "/%2541 /%41",
                "/%252e%252e/ /%2e%2e/",
                "/%c0%af/%e2%88%95 ////",
                "/%ff%41%80 /?A?",
                "/%e2%88x /?x",
                "/%e2%88 /",
                "/%ed%a0%80 /???",
                "/a?b=%41%2f%2e//../\\x /a?b=A/.//../\\x",
                "/a?b=%u0041%zz% /a?b=%u0041%zz%",
                "/a?x=%2541 /a?x=%41",
                "/a#%41%u0041 /a#AA",
                "/a?b#frag /a?b#frag",
                "/a%3fb?c /a?b?c",
                "/%23x?%3f /#x??",
                "/a;p=1/../b /b",
                "* *",
                "foo/../bar /bar",
                "?x=y ?x=y",
                ".. -",
                "//h/x /h/x",
                "http://h/ /",
                "http://h -",
                "http://H.x:8080?q=1 ?q=1",
                "https://u:p@H/x?y#z /x?y#z",
                "http:/x /x",
                "http:///x /x",
                "h.x:80 80",
                "javascript:alert(1) alert(1)",
            })
    void shouldNormalize(String target, String normalized) {
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            wire.request("GET " + target + " HTTP/1.1\r\n\r\n");

            assertThat(wire.field(Field.HTTP_URI, TO_SERVER)).isEqualTo(normalized == null ? "" : normalized);
            assertThat(wire.field(Field.HTTP_URI_RAW, TO_SERVER)).isEqualTo(target);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/x, Example.COM, example.com, Example.COM",
        "/x, Example.COM:80, Example.COM, Example.COM:80",
        "/x, UPPER.Com : 80, UPPER.Com, UPPER.Com : 80",
        "/x, [FD00::1]:8080, [FD00::1], [FD00::1]:8080",
        "/x, [::1, , [::1",
        "/x, :80, , :80",
        "/x, me@Head.host, me@head.host, me@Head.host",
        "/x, a.B., a.b., a.B.",
        "http://U:p@URI.host:99/x, Head.host:88, uri.host, uri.host",
        "http://A%42.c./a, c, ab.c, ab.c",
        "http://[::1]:80/x, c, [::1], [::1]",
    })
    void shouldNameTheHost(String target, String header, String host, String rawHost) {
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            wire.request("GET " + target + " HTTP/1.1\r\nHost: " + header + "\r\n\r\n");

            assertThat(wire.field(Field.HTTP_HOST, TO_SERVER)).isEqualTo(host);
            assertThat(wire.field(Field.HTTP_HOST_RAW, TO_SERVER)).isEqualTo(rawHost);
        }
    }
}
