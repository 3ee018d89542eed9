package dev.winnow.ban;

import dev.winnow.ban.kernel.KernelSets;
import dev.winnow.ban.kernel.SetChange;
import dev.winnow.rule.address.IpAddress;
import dev.winnow.rule.address.IpRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The kernel's sets as the kernel has them, only slower: what overlaps is refused, what ended is gone.
final class StrictSets implements KernelSets {
    private final Map<Prefix, Long> endsNs = new LinkedHashMap<>();
    private long nowNs;
    private boolean prepared;

    void now(long newNowNs) {
        nowNs = newNowNs;
        endsNs.values().removeIf(endNs -> endNs <= nowNs);
    }

    boolean blocks(IpAddress address) {
        return endsNs.keySet().stream().anyMatch(prefix -> prefix.contains(address));
    }

    Map<Prefix, Long> endsNs() {
        return endsNs;
    }

    /// What somebody else does to the sets.
    void put(Prefix prefix, long endNs) {
        endsNs.put(prefix, endNs);
    }

    void flush() {
        endsNs.clear();
        prepared = false;
    }

    @Override
    public String description() {
        return "strict sets";
    }

    @Override
    public String removal() {
        return "";
    }

    @Override
    public boolean prepare() {
        boolean isNew = !prepared;
        prepared = true;
        return isNew;
    }

    @Override
    public List<Refused> apply(List<SetChange> changes) {
        List<Refused> refused = new ArrayList<>();
        for (SetChange change : changes) {
            Prefix prefix = change.prefix();
            boolean overlaps = endsNs.keySet().stream()
                    .anyMatch(other -> !other.equals(prefix)
                            && (other.contains(prefix.address()) || prefix.contains(other.address())));
            if (!prepared || overlaps || (change instanceof SetChange.Add && endsNs.containsKey(prefix))) {
                refused.add(new Refused(change, prepared ? "overlaps" : "not prepared"));
                continue;
            }
            switch (change) {
                case SetChange.Add add -> endsNs.put(prefix, nowNs + add.timeoutNs());
                case SetChange.Renew renew -> endsNs.put(prefix, nowNs + renew.timeoutNs());
                case SetChange.Remove _ -> endsNs.remove(prefix);
            }
        }
        return refused;
    }

    @Override
    public List<Held> held() {
        return endsNs.entrySet().stream()
                .map(entry -> new Held(
                        IpRange.ofPrefix(
                                entry.getKey().address(), entry.getKey().length()),
                        entry.getValue() - nowNs))
                .toList();
    }

    @Override
    public void close() {}
}
