package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.dataset.Datasets;
import dev.winnow.detect.reputation.CountryFile;
import dev.winnow.detect.reputation.MaxMindWriter;
import dev.winnow.detect.reputation.ReputationFiles;
import dev.winnow.packet.PacketBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressKeywordsTest {
    @TempDir
    Path directory;

    private RuleData data() throws IOException {
        Path categories = Files.writeString(directory.resolve("categories.txt"), "1,CnC,bad\n2,Good,good\n");
        Path scores = Files.writeString(
                directory.resolve("scores.list"), "198.18.0.1,1,30\n198.18.0.2,2,100\n198.18.7.0/24,1,50\n");
        Path countries = Files.write(
                directory.resolve("countries.mmdb"),
                new MaxMindWriter(24)
                        .add("198.18.0.1", 32, Map.of("country", Map.of("iso_code", "RU")))
                        .add("198.18.0.2", 32, Map.of("country", Map.of("iso_code", "US")))
                        .bytes());
        return new RuleData(
                Datasets.NONE, ReputationFiles.read(categories, List.of(scores)), CountryFile.read(countries));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            iprep:src,CnC,>,29   ~ 198.18.0.1 ~ 198.18.0.9 ~ 198.18.0.9 ~ 198.18.0.1
            iprep:dst,CnC,=,50   ~ 198.18.0.9 ~ 198.18.7.1 ~ 198.18.7.1 ~ 198.18.0.1
            iprep:any,CnC,>=,50  ~ 198.18.0.9 ~ 198.18.7.1 ~ 198.18.0.1 ~ 198.18.0.9
            iprep:both,CnC,<,60  ~ 198.18.0.1 ~ 198.18.7.1 ~ 198.18.0.1 ~ 198.18.0.9
            iprep:src,CnC,<,1    ~ 198.18.0.2 ~ 198.18.0.9 ~ 198.18.0.9 ~ 198.18.0.2
            iprep:src,CnC,isset  ~ 198.18.0.2 ~ 198.18.0.9 ~ 198.18.0.9 ~ 198.18.0.2
            iprep:src,CnC,isnotset ~ 198.18.0.2 ~ 198.18.0.9 ~ 198.18.0.1 ~ 198.18.0.2
            geoip:RU             ~ 198.18.0.9 ~ 198.18.0.1 ~ 198.18.0.9 ~ 198.18.0.2
            geoip:src,CN,RU      ~ 198.18.0.1 ~ 198.18.0.2 ~ 198.18.0.2 ~ 198.18.0.1
            geoip:both,!CN       ~ 198.18.0.1 ~ 198.18.0.2 ~ 198.18.0.1 ~ 198.18.0.9
            geoip:src,!RU        ~ 198.18.0.2 ~ 198.18.0.1 ~ 198.18.0.9 ~ 198.18.0.2
            """)
    void shouldMatchByAddress(
            String option, String source, String destination, String nearSource, String nearDestination)
            throws IOException {
        try (Judge judge = new Judge("alert udp any any -> any any (" + option + "; sid:1;)", data())) {
            assertThat(judge.alerts(TestPackets.view(
                            PacketBuilder.raw().ipv4(source, destination).udp(1, 2))))
                    .containsExactly(1L);
            assertThat(judge.alerts(TestPackets.view(PacketBuilder.raw()
                            .ipv4(nearSource, nearDestination)
                            .udp(1, 2))))
                    .isEmpty();
        }
    }

    @Test
    void shouldRefuseRulesAboutWhatIsNotKnown() {
        String rules = "alert ip any any -> any any (iprep:src,CnC,>,1; sid:1;)\n"
                + "alert ip any any -> any any (geoip:RU; sid:2;)";

        assertThat(RuleCompiler.compile(TestRules.parse(rules)).refusals())
                .extracting(RuleCompiler.Refusal::reason)
                .anyMatch(reason -> reason.contains("reputation-categories-file"))
                .anyMatch(reason -> reason.contains("geoip-database"));
    }
}
