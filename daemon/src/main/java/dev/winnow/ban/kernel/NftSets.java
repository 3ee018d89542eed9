package dev.winnow.ban.kernel;

import dev.winnow.ban.Prefix;
import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.libc.ErrnoException;
import dev.winnow.bindings.nftables.SetElements;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The prefixes in nftables sets.
///
/// Ownership: owns a netlink socket and a context of libnftables. The table stays when they close.
public final class NftSets implements KernelSets {
    private static final int MOST_MESSAGES_OF_A_CHANGE = 3;
    private static final long MOMENT_MS = 1_000;

    private final NftTable table;
    private SetElements elements;

    private NftSets(NftTable table) {
        this.table = table;
    }

    /// Whether there is nf_tables here, and leave to use it.
    ///
    /// @return 0, or `-errno`
    public static int probe() {
        return SetElements.probe();
    }

    /// The sets of this network namespace; nothing is made before [#prepare].
    ///
    /// @param interfaces those to protect; empty: all but the loopback, later ones too
    /// @throws dev.winnow.bindings.ffm.LibraryMissing where libnftables is not installed
    public static NftSets of(List<String> interfaces) {
        return new NftSets(new NftTable(interfaces));
    }

    @Override
    public String description() {
        return table.description();
    }

    @Override
    public String removal() {
        return table.removal();
    }

    @Override
    public boolean prepare() throws KernelException {
        boolean isNew = table.make();
        if (elements == null) {
            try {
                elements = SetElements.open(table.family(), NftTable.NAME);
            } catch (ErrnoException e) {
                throw new KernelException(e.getMessage(), e);
            }
        }
        return isNew;
    }

    @Override
    public List<Refused> apply(List<SetChange> changes) {
        List<Refused> refused = new ArrayList<>();
        int from = 0;
        for (int next = 0; next < changes.size(); next++) {
            write(changes.get(next));
            boolean isLast = next == changes.size() - 1;
            if (isLast || elements.count() + MOST_MESSAGES_OF_A_CHANGE > SetElements.CAPACITY) {
                commit(changes.subList(from, next + 1), refused);
                from = next + 1;
            }
        }
        return refused;
    }

    /// Where one of the written changes fails, the others take effect all the same: the halves are tried until it is
    /// found.
    private void commit(List<SetChange> written, List<Refused> refused) {
        int result = elements.commit();
        if (result == 0) {
            return;
        }
        if (written.size() == 1) {
            refused.add(new Refused(written.getFirst(), why(result)));
            return;
        }
        int middle = written.size() / 2;
        for (List<SetChange> half : List.of(written.subList(0, middle), written.subList(middle, written.size()))) {
            half.forEach(this::write);
            commit(half, refused);
        }
    }

    private static String why(int result) {
        return switch (-result) {
            case Errno.EEXIST -> "it overlaps what somebody else has put into the set";
            case Errno.ENOENT -> "the table winnow is gone";
            default -> Errno.describe(result);
        };
    }

    /// An element that is added first can be deleted whether it was there or not.
    private void write(SetChange change) {
        Prefix prefix = change.prefix();
        String set = setFor(prefix);
        byte[] first = AddressBytes.first(prefix);
        byte[] behind = prefix.isHost() ? null : AddressBytes.behind(prefix);
        switch (change) {
            case SetChange.Add add -> elements.add(set, first, behind, milliseconds(add.timeoutNs()));
            case SetChange.Renew renew -> {
                elements.add(set, first, behind, MOMENT_MS);
                elements.delete(set, first, behind);
                elements.add(set, first, behind, milliseconds(renew.timeoutNs()));
            }
            case SetChange.Remove _ -> {
                elements.add(set, first, behind, MOMENT_MS);
                elements.delete(set, first, behind);
            }
        }
    }

    private static String setFor(Prefix prefix) {
        if (prefix.isHost()) {
            return prefix.version() == 4 ? NftTable.IPV4_HOST_SET : NftTable.IPV6_HOST_SET;
        }
        return prefix.version() == 4 ? NftTable.IPV4_SET : NftTable.IPV6_SET;
    }

    private static long milliseconds(long ns) {
        return Math.ceilDiv(Math.max(0, ns) + GRACE_NS, TimeUnit.MILLISECONDS.toNanos(1));
    }

    @Override
    public List<Held> held() throws KernelException {
        try {
            List<Held> held = new ArrayList<>();
            for (String set : NftTable.SETS) {
                held.addAll(NftListing.read(table.list(set)));
            }
            return held;
        } catch (IOException e) {
            throw new KernelException("nft answered what is no JSON", e);
        }
    }

    @Override
    public void close() {
        if (elements != null) {
            elements.close();
        }
        table.close();
    }
}
