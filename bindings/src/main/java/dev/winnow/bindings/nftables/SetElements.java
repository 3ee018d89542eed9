package dev.winnow.bindings.nftables;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.winnow.bindings.generated.libc.libc_h;
import dev.winnow.bindings.libc.ErrnoException;
import dev.winnow.bindings.netlink.MessageBuilder;
import dev.winnow.bindings.netlink.NetlinkHeader;
import dev.winnow.bindings.netlink.NetlinkSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Changes elements of nft sets by netlink messages, many in one transaction: all of them take effect, or none.
///
/// libnftables changes elements too, but reads the whole set for each change, 0.8 s where it has 100,000 elements, and
/// refuses to put smaller intervals in the place of a larger one within a transaction. Here a change costs what it
/// weighs, and the kernel alone judges it.
///
/// An interval is two elements, its first address and the one behind its last (linux/netfilter/nf_tables.h). A set
/// without intervals has one element for each address.
///
/// Threading: one thread. Ownership: owns a socket and a buffer until [#close].
public final class SetElements implements AutoCloseable {
    /// `NFPROTO_INET` of linux/netfilter.h, a table of both IP versions.
    public static final int FAMILY_INET = 1;

    /// `NFPROTO_NETDEV`, a table at the devices.
    public static final int FAMILY_NETDEV = 5;

    /// Changes that fit into one transaction.
    public static final int CAPACITY = 1_000;

    private static final int BUFFER_LENGTH = 192 * 1024;
    private static final int SUBSYSTEM = 10;
    private static final int BATCH_BEGIN = 0x10;
    private static final int BATCH_END = 0x11;
    private static final int NEW_ELEMENT = SUBSYSTEM << 8 | 12;
    private static final int DELETE_ELEMENT = SUBSYSTEM << 8 | 14;
    private static final int GET_GENERATION = SUBSYSTEM << 8 | 16;
    private static final int FLAG_CREATE = 0x400;

    private static final int LIST_TABLE = 1;
    private static final int LIST_SET = 2;
    private static final int LIST_ELEMENTS = 3;
    private static final int LIST_ELEMENT = 1;
    private static final int ELEMENT_KEY = 1;
    private static final int ELEMENT_FLAGS = 3;
    private static final int ELEMENT_TIMEOUT = 4;
    private static final int DATA_VALUE = 1;
    private static final int INTERVAL_END = 1;

    private final NetlinkSocket socket;
    private final int family;
    private final MemorySegment table;
    private final Arena arena = Arena.ofShared();
    private final MessageBuilder builder = new MessageBuilder(arena.allocate(BUFFER_LENGTH, Long.BYTES));
    private int sequence;
    private long lastOffset;
    private int count;

    private SetElements(NetlinkSocket socket, int family, String table) {
        this.socket = socket;
        this.family = family;
        this.table = text(table);
        begin();
    }

    /// Opens a way to the sets of one table.
    ///
    /// @param family [#FAMILY_INET] or [#FAMILY_NETDEV]
    /// @throws ErrnoException EPROTONOSUPPORT where the kernel has no netfilter netlink, EMFILE
    public static SetElements open(int family, String table) throws ErrnoException {
        return new SetElements(NetlinkSocket.open(libc_h.NETLINK_NETFILTER()), family, table);
    }

    /// Whether there is nf_tables here, and leave to use it. To be asked before anything of libnftables, which ends the
    /// process where there is not.
    ///
    /// @return 0, or `-errno`: EPERM without CAP_NET_ADMIN, EINVAL without nf_tables
    public static int probe() {
        try (NetlinkSocket socket = NetlinkSocket.open(libc_h.NETLINK_NETFILTER());
                Arena arena = Arena.ofConfined()) {
            MessageBuilder request = new MessageBuilder(arena.allocate(64, Long.BYTES))
                    .begin(GET_GENERATION, NetlinkHeader.FLAG_REQUEST | NetlinkHeader.FLAG_ACK, socket.nextSequence())
                    .netfilterHeader(libc_h.AF_UNSPEC(), 0);
            return socket.request(request, _ -> {});
        } catch (ErrnoException e) {
            return -e.errno();
        }
    }

    private static MemorySegment text(String text) {
        return MemorySegment.ofArray((text + '\0').getBytes(StandardCharsets.US_ASCII));
    }

    private void begin() {
        sequence = socket.nextSequence();
        count = 0;
        builder.reset()
                .begin(BATCH_BEGIN, NetlinkHeader.FLAG_REQUEST, sequence)
                .netfilterHeader(libc_h.AF_UNSPEC(), SUBSYSTEM);
    }

    /// Adds an interval, which may be there already; one that overlaps it otherwise fails the transaction. To a set
    /// without intervals, adds an address.
    ///
    /// @param first     address in network order
    /// @param behind    the address behind the last; null up to the end, and in a set without intervals
    /// @param timeoutMs after which it goes by itself; more than 0
    /// @throws IllegalStateException where the transaction has no room for more
    public void add(String set, byte[] first, byte[] behind, long timeoutMs) {
        change(NEW_ELEMENT, FLAG_CREATE, set, first, behind, timeoutMs);
    }

    /// Takes an interval away, which must be there, with exactly these ends.
    ///
    /// @param behind the address behind the last; null up to the end, and in a set without intervals
    /// @throws IllegalStateException where the transaction has no room for more
    public void delete(String set, byte[] first, byte[] behind) {
        change(DELETE_ELEMENT, 0, set, first, behind, 0);
    }

    private void change(int type, int flags, String set, byte[] first, byte[] behind, long timeoutMs) {
        if (count == CAPACITY) {
            throw new IllegalStateException("a transaction holds " + CAPACITY + " changes");
        }
        count++;
        lastOffset = builder.length();
        builder.begin(type, NetlinkHeader.FLAG_REQUEST | flags, sequence)
                .netfilterHeader(family, 0)
                .bytes(LIST_TABLE, table)
                .bytes(LIST_SET, text(set));
        long elements = builder.beginNested(LIST_ELEMENTS);
        element(first, 0, timeoutMs);
        if (behind != null) {
            element(behind, INTERVAL_END, 0);
        }
        builder.endNested(elements);
    }

    private void element(byte[] address, int flags, long timeoutMs) {
        long element = builder.beginNested(LIST_ELEMENT);
        long key = builder.beginNested(ELEMENT_KEY);
        builder.bytes(DATA_VALUE, MemorySegment.ofArray(address));
        builder.endNested(key);
        if (flags != 0) {
            builder.u32(ELEMENT_FLAGS, flags);
        }
        if (timeoutMs > 0) {
            builder.u64(ELEMENT_TIMEOUT, timeoutMs);
        }
        builder.endNested(element);
    }

    /// How many changes wait for [#commit].
    public int count() {
        return count;
    }

    /// Carries out the changes since the last commit, and begins a new transaction.
    ///
    /// @return 0, or `-errno` of the first change that failed, and then nothing has changed: EEXIST for an interval
    ///     that overlaps another, ENOENT for one that is not there, or without the set; EPERM, ENOMEM, ETIMEDOUT
    public int commit() {
        if (count == 0) {
            return 0;
        }
        acknowledgeLast();
        builder.begin(BATCH_END, NetlinkHeader.FLAG_REQUEST, sequence).netfilterHeader(libc_h.AF_UNSPEC(), SUBSYSTEM);
        int result = socket.request(builder, _ -> {});
        begin();
        return result;
    }

    /// All messages of a transaction have one number, and only the last asks for an answer: so the first answer to that
    /// number is the first error, or tells that there was none.
    private void acknowledgeLast() {
        long flags = lastOffset + NetlinkHeader.FLAGS_OFFSET;
        short asked = builder.buffer().get(JAVA_SHORT_UNALIGNED, flags);
        builder.buffer().set(JAVA_SHORT_UNALIGNED, flags, (short) (asked | NetlinkHeader.FLAG_ACK));
    }

    @Override
    public void close() {
        socket.close();
        arena.close();
    }
}
