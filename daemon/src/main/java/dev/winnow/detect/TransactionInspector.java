package dev.winnow.detect;

import dev.winnow.detect.TransactionGroup.FieldScan;
import dev.winnow.flow.Direction;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.InspectionState;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Stage;

/// Judges transactions by the rules that look into them, each rule once all its fields are there.
///
/// A field's literals are searched for when it becomes whole, or has grown. A rule whose literal is found, but which
/// needs fields of a later stage, waits for them in the transaction's [InspectionState]; so does one that may match in
/// what is still to come of a body, or once a number has changed.
///
/// One per thread; allocates nothing.
final class TransactionInspector {
    private static final Stage[] STAGES = Stage.values();

    private final RuleProgram program;
    private final PrefilterScanner scanner;
    private final Candidates candidates;
    private final Candidates inPayload;
    private final RuleInspector inspector;
    private final EvaluatorCounters counters;
    private final ByteRange bytes = new ByteRange();

    /// @param candidates empty, and left so
    /// @param inPayload says of the rules that ask for a literal in the payload whether it is there
    TransactionInspector(
            RuleProgram program,
            PrefilterScanner scanner,
            Candidates candidates,
            Candidates inPayload,
            RuleInspector inspector,
            EvaluatorCounters counters) {
        this.program = program;
        this.scanner = scanner;
        this.candidates = candidates;
        this.inPayload = inPayload;
        this.inspector = inspector;
        this.counters = counters;
    }

    /// Judges all live transactions in the packet's direction, and tells the conversation so. What came with a
    /// handshake is judged again behind it, because rules may ask for an established connection.
    void inspect(PacketContext packet, FiredRules fired) {
        for (int i = 0; i < packet.conversation.transactionCount(); i++) {
            Transaction transaction = packet.conversation.transaction(i);
            TransactionGroup group = program.transactionGroup(transaction.protocol(), packet.direction);
            if (!group.isEmpty()) {
                packet.transaction = transaction;
                inspect(packet, transaction, group, fired);
            }
            if (!packet.beginsConnection()) {
                int before = packet.conversation.transactionCount();
                packet.conversation.inspected(transaction, packet.direction);
                i -= before - packet.conversation.transactionCount();
            }
        }
        packet.transaction = null;
    }

    private void inspect(PacketContext packet, Transaction transaction, TransactionGroup group, FiredRules fired) {
        Direction direction = packet.direction;
        InspectionState state = transaction.inspection(direction);
        Stage stage = transaction.stage(direction);
        int revision = transaction.revision(direction);
        boolean grown = revision != state.revision();
        boolean odd = transaction.events() != state.events() && (stage != Stage.NONE || packet.isEnd);
        if (stage == state.stage() && !grown && !odd) {
            return;
        }
        if (odd) {
            candidates.addAll(group.onEvents());
        }
        collect(transaction, direction, group, state.stage(), stage, grown);
        for (int waiting = state.takeWaiting(); waiting >= 0; waiting = state.takeWaiting()) {
            int index = program.numbers().index(waiting);
            // A rule can be gone, or have come to speak of packets, since it began to wait.
            if (index >= 0 && program.compiled(index).isTransactional()) {
                candidates.add(index);
            }
        }
        for (int rule = candidates.takeFirst(); rule >= 0; rule = candidates.takeFirst()) {
            judge(rule, packet, state, stage, fired);
        }
        if (!packet.beginsConnection()) {
            state.advance(stage, revision, odd ? transaction.events() : state.events());
        }
    }

    private void collect(
            Transaction transaction, Direction direction, TransactionGroup group, Stage from, Stage to, boolean grown) {
        boolean hasNewHeaders = (to != from || grown) && transaction.hasNewHeaders(direction);
        for (Stage stage : STAGES) {
            boolean isAgain = hasNewHeaders && Stage.HEADERS.reached(stage);
            boolean isNew = to.reached(stage) && (isAgain || !from.reached(stage));
            boolean isBody = stage == Stage.BODY;
            if (isNew || (isBody && grown)) {
                for (FieldScan scan : group.scans(stage)) {
                    scanAll(scan, transaction, direction);
                }
            }
            if (isNew || (isBody && to.reached(stage) && (grown || to != from))) {
                candidates.addAll(group.unfiltered(stage));
            }
        }
    }

    private void scanAll(FieldScan scan, Transaction transaction, Direction direction) {
        for (int i = 0; transaction.find(scan.buffer().field(), direction, i, bytes); i++) {
            inspector.transform(scan.transforms(), bytes);
            if (bytes.length() > bytes.seen()) {
                counters.scans++;
                int known = scan.transforms().isEmpty() ? Math.max(0, bytes.seen() - FastLiteral.OVERLAP) : 0;
                int unknown = bytes.length() - known;
                scanner.scan(scan.prefilter(), bytes.memory(), bytes.offset() + known, unknown, candidates);
            }
        }
    }

    private void judge(int index, PacketContext packet, InspectionState state, Stage stage, FiredRules fired) {
        counters.candidates++;
        CompiledRule rule = program.compiled(index);
        int number = program.numbers().of(index);
        if (state.hasFired(number) || !rule.isForTransportOf(packet.view) || !rule.canBeJudgedBy(packet.conversation)) {
            return;
        }
        if (!stage.reached(rule.requiredStage())) {
            state.await(number);
        } else if ((!rule.isMixed() || inPayload.contains(index)) && inspector.matches(rule, packet)) {
            counters.matches++;
            state.fire(number);
            rule.act(packet);
            fired.add(index, true, rule.isSilent() ? Excerpts.NONE : packet.excerpts.take(packet.transaction));
        } else if (rule.mayMatchAfter(stage)) {
            state.await(number);
        }
    }
}
