package dev.winnow.ban;

import dev.winnow.ban.kernel.KernelSets.Held;
import java.util.List;
import java.util.Optional;

/// All that is known of why somebody is kept out, or is not.
///
/// @param prefix      who was asked about
/// @param covering    the bans that hold for all of him, the widest first
/// @param within      how many bans hold for a part of him, or for exactly him
/// @param history     his own bans in the ledger, the newest first
/// @param guilt       0 for the innocent
/// @param nextNs      how long he would be banned for his next offence
/// @param protection  why he may not be banned; empty where he may
/// @param held        what the kernel's sets have of him
/// @param enforcement how and where packets are kept out
/// @param finding     in one sentence
public record Explanation(
        Prefix prefix,
        List<Ban> covering,
        int within,
        List<Ban> history,
        int guilt,
        long nextNs,
        Optional<String> protection,
        List<Held> held,
        String enforcement,
        String finding) {}
