package dev.winnow.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.history.CountNames;
import dev.winnow.history.LockdownRow;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// A digest as text, JSON and HTML.
final class DigestFormsTest {
    private static final String HOSTILE =
            "<script>alert(\"1\")</script><img src=x onerror='x'>&amp;\u001b[2J\u202Etxt\r\n";

    private final Samples samples = new Samples();

    private Samples busyDay() {
        samples.evidence.add(
                new EvidenceFile("/evidence.pcapng", 3_000, 12, Samples.BEGIN_MS, Samples.BEGIN_MS + Samples.HOUR_MS));
        samples.lockdowns.add(new LockdownRow(
                Samples.BEGIN_MS + 5 * Samples.HOUR_MS,
                Samples.BEGIN_MS + 6 * Samples.HOUR_MS,
                List.of("22", "8000-8010"),
                List.of("ssh:198.18.7.7"),
                "root",
                "anna"));
        return samples.count(1, CountNames.RECEIVED, 1_234_567)
                .count(1, CountNames.ACCEPTED, 1_234_500)
                .count(1, CountNames.DROPPED + "rule", 60)
                .count(2, CountNames.DROPPED + "stream_memory", 7)
                .count(2, CountNames.ALERTS, 66)
                .scan("198.18.7.2", 3, true)
                .flood(5, true, Samples.BEGIN_MS + 6 * Samples.HOUR_MS)
                .offence("winnow scan by sqlmap", 9_100_201, "198.18.7.2", 60, 60)
                .ban("198.18.7.2", 3, "port_scan", "winnow");
    }

    @Test
    void shouldTellADayInWords() {
        assertThat(String.join("\n", DigestText.lines(busyDay().digest(), Samples.UTC)))
                .isEqualTo("""
                        winnow on www from 2026-03-01 00:00:00 to 2026-03-02 00:00:00 (1 d)

                        Packets
                          1,234,567 received, 1,234,500 accepted, 67 dropped (rule 60, stream memory 7)
                          0 malformed, 66 alerts, 0 dropped by the kernel

                        What was tried
                          port_scan: 1 attack, at most 812 at a time, by syn xmas, from 1 source, 198.18.7.2
                          syn_flood: 1 attack, at most 37,841 at a time, from 37,623 sources
                          winnow scan by sqlmap (sid 9100201): 60 times, from 1 source, 198.18.7.2

                        By whom
                          198.18.7.2       60 alerts, 60 packets dropped, banned until 2026-03-01 04:00:00: port_scan, winnow scan by sqlmap

                        From which networks
                          198.18.7.0/24       1 source, 60 alerts, 60 packets dropped

                        What was done
                          1 ban was begun, 0 by an operator; 0 held at the end, 0 lifted
                          due about attacks: ban source 1, challenge 1
                          198.18.7.2          2026-03-01 03:00:00 to 2026-03-01 04:00:00, level 1, by winnow: port_scan

                        What was shut
                          ports 22, 8000-8010  2026-03-01 05:00:00 to 2026-03-01 06:00:00, by root, opened by anna, to all but the connected and ssh:198.18.7.7

                        Evidence
                          /evidence.pcapng  12 packets in 2 kB, 2026-03-01 00:00:00 to 2026-03-01 01:00:00

                        not well: 7 packets were dropped because there was no memory or time to judge them""");
    }

    @Test
    void shouldTellAnEmptyDayInFewWords() {
        List<String> lines = DigestText.lines(samples.digest(), Samples.UTC);
        assertThat(lines).hasSizeLessThan(11).doesNotContain("What was tried", "By whom");
        assertThat(lines.getLast()).isEqualTo("done!");
    }

    @Test
    void shouldTellTheFirstTenOfMany() {
        for (int i = 0; i < 25; i++) {
            samples.offence("a scan", 7, "198.18.7." + i, 25 - i, 0);
        }
        assertThat(DigestText.lines(samples.digest(), Samples.UTC))
                .contains("  and 15 more")
                .anyMatch(line -> line.startsWith("  198.18.7.9 "))
                .noneMatch(line -> line.startsWith("  198.18.7.10 "));
    }

    @Test
    void shouldTellMachinesEverything() {
        ObjectNode json = DigestJson.of(busyDay().digest());
        assertThat(json.path("since").asText()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(json.path("well").asBoolean(true)).isFalse();
        assertThat(json.at("/packets/received").asLong()).isEqualTo(1_234_567);
        assertThat(json.at("/over_time/0/begin").asText()).isEqualTo("2026-03-01T01:00:00Z");
        assertThat(json.at("/tried/0/name").asText()).isEqualTo("port_scan");
        assertThat(json.at("/tried/2/signature_id").asLong()).isEqualTo(9_100_201);
        assertThat(json.at("/sources/0/banned_until").asText()).isEqualTo("2026-03-01T04:00:00Z");
        assertThat(json.at("/attacks/1/of").asText()).isEqualTo(Samples.SERVER);
        assertThat(json.at("/done/dropped/rule").asLong()).isEqualTo(60);
        assertThat(json.at("/lockdowns/0/opened_by").asText()).isEqualTo("anna");
        assertThat(json.at("/lockdowns/0/ports/1").asText()).isEqualTo("8000-8010");
        assertThat(json.at("/lockdowns/0/end").asText()).isEqualTo("2026-03-01T06:00:00Z");
        assertThat(json.at("/evidence/0/packets").asLong()).isEqualTo(12);
        assertThat(json.path("last_line").asText()).startsWith("not well: 7 packets");
    }

    @Test
    void shouldBeOnePageThatNeedsNothingElse() {
        String page = DigestHtml.of(busyDay().digest(), Samples.UTC);
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "default-src 'none'",
                        "<svg",
                        "winnow scan by sqlmap",
                        "198.18.7.0/24",
                        "1,234,500 accepted",
                        "ssh:198.18.7.7")
                .doesNotContainPattern("(?i)<script|<link|<img|<iframe|url\\(|https?:|@import| src=| href=");
        assertThat(page.strip()).endsWith("judge them</p></body></html>");
    }

    @Test
    void shouldLeaveOutColumnsInWhichNothingStands() {
        samples.offence("a scan", 7, "198.18.7.2", 5, 5);
        assertThat(DigestHtml.of(samples.digest(), Samples.UTC))
                .contains(">Signature</th>")
                .doesNotContain(">Banned until</th>", ">How</th>");
        samples.ban("198.18.7.2", 3, "port_scan", "winnow");
        assertThat(DigestHtml.of(samples.digest(), Samples.UTC)).contains(">Banned until</th>");
    }

    @Test
    void shouldBeAPageOfAnEmptyDay() {
        samples.runs = List.of();
        samples.running = false;
        assertThat(DigestHtml.of(samples.digest(), Samples.UTC)).contains("winnow has not run in this time");
    }

    /// Each is found in the page as text, and nowhere as markup.
    @ParameterizedTest
    @ValueSource(strings = {HOSTILE, "\"><svg onload=x>", "' onmouseover='x", "]]>", "--><b>", "&#60;b&#62;", "\0"})
    void shouldNotLetNamesBecomeMarkup(String name) throws Exception {
        samples.offence(name, 7, "198.18.7.2", 5, 5).ban("198.18.7.2", 3, name, name);
        samples.remarks.add(name);
        samples.lockdowns.add(new LockdownRow(0, 0, List.of("22"), List.of(name), name, name));
        samples.evidence.add(new EvidenceFile(name, 1, 1, Samples.BEGIN_MS, Samples.BEGIN_MS));
        String page = DigestHtml.of(samples.digest(), Samples.UTC);
        assertThat(page).doesNotContain("<script", "<img", "<b>", "onload=x>", "\u001b", "\u202E", "\0");
        Document plots = svg(page);
        assertThat(plots.getElementsByTagName("*").getLength()).isPositive();
        assertThat(elements(page)).isEqualTo(elements(DigestHtml.of(tame().digest(), Samples.UTC)));
    }

    private static Samples tame() {
        Samples tame = new Samples().offence("a", 7, "198.18.7.2", 5, 5).ban("198.18.7.2", 3, "a", "a");
        tame.remarks.add("a");
        tame.lockdowns.add(new LockdownRow(0, 0, List.of("22"), List.of("a"), "a", "a"));
        tame.evidence.add(new EvidenceFile("a", 1, 1, Samples.BEGIN_MS, Samples.BEGIN_MS));
        return tame;
    }

    /// The tags of a page in their order, without attributes.
    private static List<String> elements(String page) {
        return List.of(page.replaceAll("(?s)<style>.*?</style>", "").split("<")).stream()
                .map(part -> part.replaceAll("(?s)[ >].*", ""))
                .toList();
    }

    private static Document svg(String page) throws ParserConfigurationException, SAXException, IOException {
        int begin = page.indexOf("<svg");
        String plot = page.substring(begin, page.indexOf("</svg>") + "</svg>".length());
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(plot)));
    }
}
