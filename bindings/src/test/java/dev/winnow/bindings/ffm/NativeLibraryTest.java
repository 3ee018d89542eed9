package dev.winnow.bindings.ffm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NativeLibraryTest {
    @Test
    void shouldSayWhatToInstallWhenMissing() {
        assertThatThrownBy(() -> NativeLibrary.open("libnothere.so.9", "libnothere9"))
                .isInstanceOf(LibraryMissing.class)
                .hasMessage("libnothere.so.9 missing: install package libnothere9");
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeSilentWhenInstalled(NativeLibrary library) {
        assertThatCode(library::require).doesNotThrowAnyException();
    }
}
