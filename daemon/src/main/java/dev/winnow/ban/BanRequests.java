package dev.winnow.ban;

import dev.winnow.rule.address.IpAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jctools.queues.varhandle.SpmcVarHandleArrayQueue;

/// The way from the threads that judge packets to the one that bans. All requests are made at start-up and go round.
///
/// Threading: [#offer] by any thread, without allocating, locking or waiting; [#drain] by one.
public final class BanRequests {
    /// Takes what was asked for.
    @FunctionalInterface
    public interface Handler {
        /// @param version      4 or 6
        /// @param low          the lower half of the address; an IPv4 address is its last 32 bits
        /// @param prefixLength 0..32 or 0..128
        /// @param reasonCode   the askers' own, see [BanKeeper]
        /// @param sid          of the rule that matched; 0 without one
        /// @param timestampNs  of the packet, nanoseconds since 1970
        void onRequest(int version, long high, long low, int prefixLength, int reasonCode, int sid, long timestampNs);
    }

    private static final class Request {
        int version;
        long high;
        long low;
        int prefixLength;
        int reasonCode;
        int sid;
        long timestampNs;
    }

    private static final long IPV4_MASK = 0xFFFF_FFFFL;

    private final MpscVarHandleArrayQueue<Request> filled;
    private final SpmcVarHandleArrayQueue<Request> free;
    private final AtomicLong lost = new AtomicLong();

    /// @param capacity requests that may wait, rounded up to a power of two
    public BanRequests(int capacity) {
        filled = new MpscVarHandleArrayQueue<>(capacity);
        free = new SpmcVarHandleArrayQueue<>(capacity);
        for (int i = 0; i < free.capacity(); i++) {
            free.add(new Request());
        }
    }

    /// Asks for a ban of the network of `prefixLength` bits around an address. See [Handler#onRequest].
    ///
    /// @return false where too many requests wait; the offender will give another occasion
    public boolean offer(
            int version, long high, long low, int prefixLength, int reasonCode, int sid, long timestampNs) {
        Request request = free.poll();
        if (request == null) {
            lost.incrementAndGet();
            return false;
        }
        request.version = version;
        request.high = high;
        request.low = low;
        request.prefixLength = prefixLength;
        request.reasonCode = reasonCode;
        request.sid = sid;
        request.timestampNs = timestampNs;
        return filled.offer(request);
    }

    /// The network that a request is about, see [Handler].
    public static Prefix prefix(int version, long high, long low, int prefixLength) {
        IpAddress address = version == 4 ? new IpAddress(4, 0, low & IPV4_MASK) : new IpAddress(version, high, low);
        return Prefix.around(address, prefixLength);
    }

    /// Requests that found no room.
    public long lost() {
        return lost.get();
    }

    /// Hands on at most `limit` requests, oldest first.
    ///
    /// @return how many there were
    public int drain(Handler handler, int limit) {
        int count = 0;
        for (Request next = filled.poll(); next != null; next = count < limit ? filled.poll() : null) {
            count++;
            try {
                handler.onRequest(
                        next.version,
                        next.high,
                        next.low,
                        next.prefixLength,
                        next.reasonCode,
                        next.sid,
                        next.timestampNs);
            } finally {
                free.add(next);
            }
        }
        return count;
    }
}
