package dev.winnow.ban.kernel;

import dev.winnow.rule.address.IpRange;
import java.util.List;

/// The prefixes that the kernel keeps out, each with a time after which it lets them in by itself.
///
/// Prefixes are disjoint: where one overlaps another, the kernel refuses it. What is in the sets outlives this process,
/// and ends by itself.
///
/// Threading: one thread.
public interface KernelSets extends AutoCloseable {
    /// How packets are kept out and where, in words.
    String description();

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
