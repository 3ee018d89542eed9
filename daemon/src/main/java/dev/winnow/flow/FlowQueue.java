package dev.winnow.flow;

/// Flows of one protocol and state, the longest idle first: a list whose links are in the flows.
final class FlowQueue {
    private Flow head;
    private Flow tail;

    Flow head() {
        return head;
    }

    void append(Flow flow) {
        flow.older = tail;
        flow.younger = null;
        if (tail == null) {
            head = flow;
        } else {
            tail.younger = flow;
        }
        tail = flow;
    }

    void remove(Flow flow) {
        if (flow.older == null) {
            head = flow.younger;
        } else {
            flow.older.younger = flow.younger;
        }
        if (flow.younger == null) {
            tail = flow.older;
        } else {
            flow.younger.older = flow.older;
        }
        flow.older = null;
        flow.younger = null;
    }

    void moveToEnd(Flow flow) {
        if (flow != tail) {
            remove(flow);
            append(flow);
        }
    }
}
