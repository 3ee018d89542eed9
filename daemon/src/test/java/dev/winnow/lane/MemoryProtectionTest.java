package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the kernel's files say about how much this process may lock.
final class MemoryProtectionTest {
    @ParameterizedTest
    @CsvSource({
        "unlimited, unlimited, true",
        "8388608, 8388608, false",
        "8388608, unlimited, false",
        "68719476736, unlimited, false"
    })
    void shouldGoByTheSoftLimit(String soft, String hard, boolean expected) {
        String limits = """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             unlimited            unlimited            processes
                Max locked memory         %-20s %-20s bytes
                """.formatted(soft, hard);
        assertThat(MemoryProtection.hasNoLimit(limits)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000, false",
        "0000000000004000, true",
        "0000000000003fff, false",
        "000001ffffffffff, true",
        "ffffffffffffffff, true",
        "000001ffffffbfff, false"
    })
    void shouldFindTheCapabilityAmongTheEffectiveOnes(String effective, boolean expected) {
        String status = "CapInh:\t0000000000004000\nCapEff:\t" + effective + "\nCapBnd:\tffffffffffffffff\n";
        assertThat(MemoryProtection.canIgnoreLimit(status)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'         0          0 4294967295\n', true",
        "'         0     100000      65536\n', false",
        "'         0       1000          1\n         1     100000      65536\n', false",
        "'', false"
    })
    void shouldTellTheFirstUserNamespaceFromOthers(String uidMap, boolean expected) {
        assertThat(MemoryProtection.isFirstUserNamespace(uidMap)).isEqualTo(expected);
    }
}
