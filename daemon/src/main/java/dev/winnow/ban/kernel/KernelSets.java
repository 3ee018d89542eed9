package dev.winnow.ban.kernel;

import dev.winnow.rule.address.IpRange;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The prefixes that the kernel keeps out, each with a time after which it lets them in by itself.
///
/// Prefixes are disjoint: where one overlaps another, the kernel refuses it. What is in the sets outlives this process,
/// and ends by itself.
///
/// Threading: one thread.
public interface KernelSets extends AutoCloseable {
    /// How much longer than asked the kernel keeps out where nobody tells it to let in: so that a wide ban does not end
    /// before the narrow one behind it has taken its place.
    long GRACE_NS = TimeUnit.SECONDS.toNanos(1);

    /// How packets are kept out and where, in words.
    String description();

    /// The command that takes away all that [#prepare] has made; empty where that is nothing. Not to be given while
    /// packets wait in any queue: with a chain of nftables the kernel drops them all.
    String removal();

    /// Makes what is missing: tables, sets, the rules that look at them, for interfaces that have come too. Never takes
    /// a chain away, because that drops every packet that waits in any queue.
    ///
    /// @return whether the sets themselves were missing, and are empty now
    /// @throws KernelException where the kernel does not have it, or does not allow it
    boolean prepare() throws KernelException;

    /// Carries out changes in their order, as many at once as can be; neighbours in the list take effect at once.
    ///
    /// @return those that the kernel has refused
    List<Refused> apply(List<SetChange> changes);

    /// What is in the sets now.
    ///
    /// @throws KernelException where the sets cannot be read
    List<Held> held() throws KernelException;

    @Override
    void close();

    /// A change that did not take effect.
    ///
    /// @param why in words
    record Refused(SetChange change, String why) {}

    /// What is in a set, by whomever it was put there.
    ///
    /// @param remainingNs 0 where it never ends
    record Held(IpRange range, long remainingNs) {}
}
