package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.syntax.AppProtocol;

/// One exchange of an application protocol: a request and its response, a query and its answer, a handshake.
///
/// Pooled: a transaction is valid until its parser is told that both directions were looked at. Threading: its flow's.
public interface Transaction {
    /// [#number]'s answer where there is no such number.
    long NO_NUMBER = Long.MIN_VALUE;

    /// Counted from 0 in each connection.
    long id();

    AppProtocol protocol();

    /// How far the direction has come; never goes back.
    Stage stage(Direction direction);

    /// Grows whenever a field of stage [Stage#BODY] in that direction has grown.
    int revision(Direction direction);

    /// Points `range` at a field's bytes, which stay until the connection is told more.
    ///
    /// @param instance 0, or more for a field that a transaction can have several of
    /// @return false if the transaction has no such field, or not yet, or not so many
    boolean find(Field field, Direction direction, int instance, ByteRange range);

    /// A number of the transaction, or [#NO_NUMBER].
    ///
    /// @param instance 0, or more for a number that a transaction can have several of
    long number(NumberField field, Direction direction, int instance);

    /// Whether fields up to stage [Stage#HEADERS] have more in them since rules last looked into them.
    default boolean hasNewHeaders(Direction direction) {
        return false;
    }

    /// What is odd about it up to now, in either direction: bits of [TransactionEvent].
    default long events() {
        return 0;
    }

    /// What rules remember of the direction. The transaction owns it, and resets it when it is used anew.
    InspectionState inspection(Direction direction);
}
