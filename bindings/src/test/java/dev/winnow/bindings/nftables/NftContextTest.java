package dev.winnow.bindings.nftables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.bindings.generated.libc.libc_h;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs in a network namespace that one thread makes for itself, and that ends with it.
class NftContextTest {
    private final ExecutorService inNamespace =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().factory());

    @BeforeEach
    void leaveTheHostsNamespace() throws Exception {
        boolean left = inNamespace
                .submit(() -> libc_h.unshare(libc_h.CLONE_NEWNET()) == 0)
                .get();
        assumeTrue(left, "network namespaces need root");
    }

    @AfterEach
    void endTheNamespace() {
        inNamespace.close();
    }

    private NftResult run(boolean dry, String... commands) throws InterruptedException, ExecutionException {
        return inNamespace
                .submit(() -> {
                    try (NftContext context = new NftContext()) {
                        context.setDryRun(dry);
                        NftResult last = null;
                        for (String command : commands) {
                            last = context.run(command);
                        }
                        return last;
                    }
                })
                .get();
    }

    @Test
    void shouldListWhatWasAdded() throws Exception {
        NftResult listed = run(false, "add table inet winnow_test", "list tables");

        assertThat(listed).isEqualTo(new NftResult(true, "table inet winnow_test\n", ""));
    }

    @Test
    void shouldChangeNothingWhenDry() throws Exception {
        assertThat(run(true, "add table inet winnow_test").succeeded()).isTrue();
        assertThat(run(false, "list tables").output()).isEmpty();
    }

    @Test
    void shouldChangeNothingWhenOneCommandOfSeveralFails() throws Exception {
        NftResult failed = run(false, "add table inet winnow_test\nadd chain inet elsewhere c");

        assertThat(failed.succeeded()).isFalse();
        assertThat(failed.error()).contains("No such file or directory");
        assertThat(run(false, "list tables").output()).isEmpty();
    }

    @Test
    void shouldTellWhatIsWrongWhenTheWordsAreNotNfts() throws Exception {
        NftResult refused = run(false, "frobnicate everything");

        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.error()).contains("syntax error");
    }
}
