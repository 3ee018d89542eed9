package dev.winnow.detect.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.rule.address.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CountryFileTest {
    @TempDir
    Path directory;

    private static Map<String, ?> in(String country) {
        return Map.of(
                "names", List.of("a", "b", Map.of("de", "x".repeat(40))),
                "country", Map.of("iso_code", country, "geoname_id", 7));
    }

    private static byte[] database(int recordBits) {
        return new MaxMindWriter(recordBits)
                .add("198.18.0.0", 24, in("RU"))
                .add("198.18.1.0", 25, in("US"))
                .add("198.19.0.0", 16, Map.of("continent", Map.of("code", "EU")))
                .add("fd00::", 32, in("CN"))
                .bytes();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("countries.mmdb"), bytes);
    }

    private static int find(Countries countries, String address) {
        IpAddress parsed = IpAddress.parse(address).orElseThrow();
        return countries.find(parsed.high(), parsed.low(), parsed.version());
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 28, 32})
    void shouldKnowTheCountriesOfNetworks(int recordBits) throws IOException {
        Countries countries = CountryFile.read(file(database(recordBits)));

        assertThat(find(countries, "198.18.0.255")).isEqualTo(Countries.code("RU"));
        assertThat(find(countries, "198.18.1.127")).isEqualTo(Countries.code("US"));
        assertThat(find(countries, "198.18.1.128")).isEqualTo(Countries.UNKNOWN);
        assertThat(find(countries, "198.19.0.1")).isEqualTo(Countries.UNKNOWN);
        assertThat(find(countries, "fd00::1")).isEqualTo(Countries.code("CN"));
        assertThat(find(countries, "fd00:1::1")).isEqualTo(Countries.UNKNOWN);
    }

    @Test
    void shouldRefuseWhatIsNoDatabase() throws IOException {
        assertThatThrownBy(() -> CountryFile.read(file(new byte[] {1, 2, 3})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("countries.mmdb");
    }

    @Test
    void shouldEndOnDamagedDatabases() throws IOException {
        byte[] whole = database(24);
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = Arrays.copyOf(whole, whole.length - (i % 3 == 0 ? random.nextInt(whole.length) : 0));
            for (int j = 0; j < 3 && damaged.length > 0; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path file = file(damaged);
            try {
                CountryFile.read(file);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("countries.mmdb");
            }
        }
    }
}
