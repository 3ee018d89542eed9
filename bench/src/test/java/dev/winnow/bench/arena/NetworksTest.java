package dev.winnow.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
    private static final Networks NETWORKS = new Networks(List.of("198.18.190.224/27", "198.18.7.9"));

    @ParameterizedTest
    @CsvSource({
        "198.18.190.224,true",
        "198.18.190.255,true",
        "198.18.190.223,false",
        "198.18.191.0,false",
        "198.18.7.9,true",
        "198.18.7.8,false"
    })
    void shouldKnowWhoIsInThem(String address, boolean inside) {
        assertThat(NETWORKS.contains(address)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "198.18.190.224/27,true",
        "198.18.190.240/28,true",
        "198.18.190.250,true",
        "198.18.190.192/26,false",
        "198.18.190.0/24,false",
        "198.18.7.8/31,false"
    })
    void shouldKnowWhatIsCovered(String prefix, boolean covered) {
        assertThat(NETWORKS.covers(prefix)).isEqualTo(covered);
    }
}
