package dev.winnow.flow;

/// Where flows are found again: by their key, and by how long they have been idle.
///
/// Does not allocate after the constructor. Threading: the table's.
final class FlowIndex {
    private static final int STATES = FlowState.values().length;

    private final Flow[] buckets;
    /// One for each class of timeouts, each with the longest idle at its head.
    private final FlowQueue[] queues = new FlowQueue[FlowTimeouts.classes()];

    private int size;

    /// @param maxFlows how many it is to hold without long chains
    FlowIndex(int maxFlows) {
        buckets = new Flow[Integer.highestOneBit(Math.max(1, maxFlows - 1)) * 2];
        for (int i = 0; i < queues.length; i++) {
            queues[i] = new FlowQueue();
        }
    }

    int size() {
        return size;
    }

    /// The flow of a key, in either direction, or null.
    ///
    /// @param hash the key's
    Flow find(long hash, FlowKey key) {
        Flow flow = buckets[bucket(hash)];
        while (flow != null && (flow.hash != hash || !(flow.key.sameWay(key) || flow.key.otherWay(key)))) {
            flow = flow.nextInBucket;
        }
        return flow;
    }

    private int bucket(long hash) {
        return (int) hash & (buckets.length - 1);
    }

    /// Takes in a flow whose hash and timeout class are set.
    void add(Flow flow) {
        int bucket = bucket(flow.hash);
        flow.nextInBucket = buckets[bucket];
        buckets[bucket] = flow;
        queues[flow.timeoutClass].append(flow);
        size++;
    }

    /// Says that the flow is not idle.
    void touch(Flow flow) {
        queues[flow.timeoutClass].moveToEnd(flow);
    }

    /// Says that the flow is not idle and that another timeout holds for it.
    void reclassify(Flow flow, int timeoutClass) {
        queues[flow.timeoutClass].remove(flow);
        queues[timeoutClass].append(flow);
        flow.timeoutClass = timeoutClass;
    }

    void remove(Flow flow) {
        queues[flow.timeoutClass].remove(flow);
        size--;
        int bucket = bucket(flow.hash);
        if (buckets[bucket] == flow) {
            buckets[bucket] = flow.nextInBucket;
            return;
        }
        Flow before = buckets[bucket];
        while (before.nextInBucket != flow) {
            before = before.nextInBucket;
        }
        before.nextInBucket = flow.nextInBucket;
    }

    /// The flow in a state that has been idle the longest, or null.
    Flow oldest(FlowState state) {
        Flow oldest = null;
        for (int at = state.ordinal(); at < queues.length; at += STATES) {
            Flow head = queues[at].head();
            if (head != null && (oldest == null || head.lastNs < oldest.lastNs)) {
                oldest = head;
            }
        }
        return oldest;
    }

    /// The flows by class of timeouts; the index's own array.
    FlowQueue[] queues() {
        return queues;
    }
}
