package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a service manager hears is in `ServiceIT`.
final class ServiceManagerTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void shouldSayNothingWhereNobodyWaits() {
        ServiceManager manager = new ServiceManager(Optional.empty(), log::add);
        manager.ready("filtering queue 0");
        manager.stopping();
        assertThat(log).isEmpty();
    }

    @Test
    void shouldGoOnWhereNobodyListens(@TempDir Path folder) {
        new ServiceManager(Optional.of(folder.resolve("notify").toString()), log::add).ready("filtering queue 0");
        assertThat(log).singleElement().asString().contains("NOTIFY_SOCKET", "No such file");
    }

    @Test
    void shouldGoOnWhereTheSocketIsOfAnotherKind() {
        new ServiceManager(Optional.of("vsock:2:1234"), log::add).ready("filtering queue 0");
        assertThat(log).singleElement().asString().contains("NOTIFY_SOCKET", "vsock:2:1234");
    }
}
