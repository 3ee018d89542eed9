package dev.winnow.bindings.nftables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.generated.libc.libc_h;
import dev.winnow.bindings.libc.ErrnoException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs in a network namespace that one thread makes for itself, and that ends with it.
class SetElementsTest {
    /// What some kernels say of an interval that holds another, where others say EEXIST.
    private static final int ENOTEMPTY = 39;

    private static final String SET = "ban4";
    private static final String TABLE = """
            add table inet winnow_test
            add set inet winnow_test ban4 { type ipv4_addr; flags interval, timeout; }
            add set inet winnow_test ban6 { type ipv6_addr; flags interval, timeout; }
            """;

    private final ExecutorService inNamespace =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().factory());

    private SetElements elements;
    private NftContext nft;

    @BeforeEach
    void leaveTheHostsNamespace() throws Exception {
        boolean left = inNamespace
                .submit(() -> libc_h.unshare(libc_h.CLONE_NEWNET()) == 0)
                .get();
        assumeTrue(left, "network namespaces need root");
        in(() -> {
            assertThat(SetElements.probe()).isZero();
            elements = SetElements.open(SetElements.FAMILY_INET, "winnow_test");
            nft = new NftContext();
            return nft.run(TABLE);
        });
    }

    @AfterEach
    void endTheNamespace() {
        if (elements != null) {
            elements.close();
            nft.close();
        }
        inNamespace.close();
    }

    private <T> T in(Callable<T> work) throws Exception {
        return inNamespace.submit(work).get();
    }

    private static byte[] address(int... bytes) {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        return address;
    }

    private void add(int third, int fromLast, int behindLast, long timeoutMs) {
        elements.add(SET, address(198, 18, third, fromLast), address(198, 18, third, behindLast), timeoutMs);
    }

    private String listed() throws Exception {
        return in(() -> nft.run("list set inet winnow_test ban4").output());
    }

    @Test
    void shouldAddIntervalsThatNftReadsAsSuch() throws Exception {
        int result = in(() -> {
            add(1, 0, 32, 600_000);
            add(1, 32, 33, 600_000);
            elements.add(SET, address(240, 0, 0, 0), null, 600_000);
            elements.add(
                    "ban6",
                    address(0xFD, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                    address(0xFD, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
                    600_000);
            return elements.commit();
        });

        assertThat(result).isZero();
        assertThat(listed())
                .containsPattern("198\\.18\\.1\\.0/27 timeout 10m expires (9m59|10m)")
                .containsPattern("198\\.18\\.1\\.32 timeout 10m")
                .containsPattern("240\\.0\\.0\\.0(/4|-255\\.255\\.255\\.255) timeout 10m");
        assertThat(in(() -> nft.run("list set inet winnow_test ban6").output()))
                .containsPattern("fd00:7::/64 timeout 10m");
    }

    @Test
    void shouldPutSmallerIntervalsInThePlaceOfALargerOneAtOnce() throws Exception {
        int result = in(() -> {
            add(1, 0, 32, 600_000);
            elements.commit();
            elements.delete(SET, address(198, 18, 1, 0), address(198, 18, 1, 32));
            add(1, 0, 4, 300_000);
            add(1, 8, 16, 300_000);
            return elements.commit();
        });

        assertThat(result).isZero();
        assertThat(listed()).contains("198.18.1.0/30", "198.18.1.8/29").doesNotContain("/27");
    }

    @Test
    void shouldRenewWhatIsAddedDeletedAndAddedAgain() throws Exception {
        int result = in(() -> {
            add(1, 0, 32, 10_000);
            elements.commit();
            for (int i = 0; i < 2; i++) {
                add(1 + i, 0, 32, 1_000);
                elements.delete(SET, address(198, 18, 1 + i, 0), address(198, 18, 1 + i, 32));
                add(1 + i, 0, 32, 900_000);
            }
            return elements.commit();
        });

        assertThat(result).isZero();
        assertThat(listed()).containsPattern("1\\.0/27 timeout 15m").containsPattern("2\\.0/27 timeout 15m");
    }

    @Test
    void shouldChangeNothingWhereOneChangeFails() throws Exception {
        int overlap = in(() -> {
            add(1, 0, 32, 600_000);
            elements.commit();
            add(2, 0, 32, 600_000);
            add(1, 8, 16, 600_000);
            add(3, 0, 32, 600_000);
            return elements.commit();
        });
        int absent = in(() -> {
            elements.delete(SET, address(198, 18, 9, 0), address(198, 18, 9, 32));
            add(3, 0, 32, 600_000);
            return elements.commit();
        });

        assertThat(overlap).isIn(-Errno.EEXIST, -ENOTEMPTY);
        assertThat(absent).isEqualTo(-Errno.ENOENT);
        assertThat(listed()).contains("198.18.1.0/27").doesNotContain("198.18.2.0", "198.18.3.0");
    }

    @Test
    void shouldGoOnAfterAFailure() throws Exception {
        int result = in(() -> {
            elements.delete("no_such_set", address(198, 18, 9, 0), null);
            elements.commit();
            add(3, 0, 32, 600_000);
            return elements.commit();
        });

        assertThat(result).isZero();
        assertThat(listed()).contains("198.18.3.0/27");
    }

    @Test
    void shouldTakeAsManyChangesAsItSays() throws Exception {
        int result = in(() -> {
            for (int i = 0; i < SetElements.CAPACITY; i++) {
                byte[] first = new byte[16];
                first[0] = (byte) 0xFD;
                first[6] = (byte) (i >> 8);
                first[7] = (byte) i;
                byte[] behind = first.clone();
                behind[15] = 1;
                elements.add("ban6", first, behind, 600_000);
            }
            return elements.commit();
        });

        assertThat(result).isZero();
    }

    @Test
    void shouldSayThatThereIsNothingToDo() throws ErrnoException {
        assertThat(elements.commit()).isZero();
    }
}
