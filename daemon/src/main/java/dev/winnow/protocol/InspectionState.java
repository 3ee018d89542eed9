package dev.winnow.protocol;

import dev.winnow.rule.option.Stage;

/// How far rules have looked into one direction of a transaction: what they have seen, which of them wait for more,
/// and which have fired already. Rules are meant by numbers that outlive their program. Belongs to its transaction and
/// is reused with it. Threading: its flow's.
public final class InspectionState {
    /// Rules that can wait, and rules that can fire; those past it are counted and given up.
    public static final int MAX_RULES = 64;

    private final int[] waiting = new int[MAX_RULES];
    private final int[] fired = new int[MAX_RULES];
    private Stage stage = Stage.NONE;
    private int revision;
    private long events;
    private int waitingCount;
    private int firedCount;
    private int givenUp;

    /// Starts over for another transaction.
    public void reset() {
        stage = Stage.NONE;
        revision = 0;
        events = 0;
        waitingCount = 0;
        firedCount = 0;
        givenUp = 0;
    }

    /// The stage up to which rules have looked.
    public Stage stage() {
        return stage;
    }

    /// The [Transaction#revision] up to which they have.
    public int revision() {
        return revision;
    }

    /// The [Transaction#events] that rules were told of.
    public long events() {
        return events;
    }

    /// Notes that rules have looked at everything up to here.
    public void advance(Stage newStage, int newRevision, long newEvents) {
        stage = newStage;
        revision = newRevision;
        events = newEvents;
    }

    /// Lets the rule wait for a later stage, or for more of a body. False if too many wait.
    public boolean await(int rule) {
        if (waitingCount == MAX_RULES) {
            givenUp++;
            return false;
        }
        waiting[waitingCount++] = rule;
        return true;
    }

    /// Takes out one rule that waits; -1 when none does.
    public int takeWaiting() {
        return waitingCount == 0 ? -1 : waiting[--waitingCount];
    }

    /// Notes that the rule has fired, which it does once.
    public void fire(int rule) {
        if (firedCount == MAX_RULES) {
            givenUp++;
        } else {
            fired[firedCount++] = rule;
        }
    }

    public boolean hasFired(int rule) {
        for (int i = 0; i < firedCount; i++) {
            if (fired[i] == rule) {
                return true;
            }
        }
        return false;
    }

    /// How many rules found no room.
    public int givenUp() {
        return givenUp;
    }
}
