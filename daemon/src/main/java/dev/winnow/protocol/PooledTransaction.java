package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TransactionEvent;
import dev.winnow.rule.syntax.AppProtocol;

/// A transaction that is kept in a [TransactionQueue] and used again and again. Threading: its flow's.
public abstract class PooledTransaction implements Transaction {
    private final AppProtocol protocol;
    private final Side toServer = new Side();
    private final Side toClient = new Side();
    private long id;
    private long events;

    private static final class Side {
        private Stage stage = Stage.NONE;
        private int revision;
        private boolean isDone;
        private final InspectionState inspection = new InspectionState();

        private void reset() {
            stage = Stage.NONE;
            revision = 0;
            isDone = false;
            inspection.reset();
        }
    }

    protected PooledTransaction(AppProtocol protocol) {
        this.protocol = protocol;
    }

    final void open(long newId) {
        id = newId;
        events = 0;
        toServer.reset();
        toClient.reset();
    }

    /// Forgets everything and gives memory back.
    protected abstract void clear();

    /// Called when rules have looked into what there is of a direction.
    protected void lookedInto(Direction direction) {}

    /// Says how far a direction has come; going back is ignored.
    public final void reach(Direction direction, Stage stage) {
        Side side = side(direction);
        if (stage.reached(side.stage)) {
            side.stage = stage;
        }
    }

    /// Says that bytes of stage [Stage#BODY] were added, which rules have to look into even if all was there before.
    public final void grow(Direction direction) {
        Side side = side(direction);
        side.revision++;
        side.isDone &= side.stage != Stage.COMPLETE;
    }

    /// Says what is odd about it.
    public final void note(TransactionEvent event) {
        events |= event.bit();
    }

    /// The same of several.
    ///
    /// @param bits of [TransactionEvent]
    public final void noteAll(long bits) {
        events |= bits;
    }

    /// Says that the transaction has nothing in that direction, so that nobody waits for it.
    public final void leaveOut(Direction direction) {
        side(direction).isDone = true;
    }

    /// @return whether both directions are complete and looked into
    final boolean inspected(Direction direction) {
        lookedInto(direction);
        Side side = side(direction);
        side.isDone |= side.stage == Stage.COMPLETE;
        return toServer.isDone && toClient.isDone;
    }

    private Side side(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    @Override
    public final long id() {
        return id;
    }

    @Override
    public final AppProtocol protocol() {
        return protocol;
    }

    @Override
    public final Stage stage(Direction direction) {
        return side(direction).stage;
    }

    @Override
    public final int revision(Direction direction) {
        return side(direction).revision;
    }

    @Override
    public final long events() {
        return events;
    }

    @Override
    public final InspectionState inspection(Direction direction) {
        return side(direction).inspection;
    }
}
