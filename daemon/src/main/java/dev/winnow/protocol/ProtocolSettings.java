package dev.winnow.protocol;

import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.TransactionEvent;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.HashSet;
import java.util.Set;

/// What the rules ask of the parsers, and how far these may go. Parsers compute only what is asked for.
///
/// @param fields the bytes that some rule looks into
/// @param numbers the numbers that some rule compares
/// @param protocols those that rules are written for; the protocols of `fields` need not be among them
/// @param events what some rule wants to be told of messages
/// @param watchesErrors whether it matters where bytes contradict a protocol, though no rule looks into it
/// @param ciphertext what rules are shown of encrypted connections
public record ProtocolSettings(
        Set<Field> fields,
        Set<NumberField> numbers,
        Set<TransactionEvent> events,
        Set<AppProtocol> protocols,
        ProtocolLimits limits,
        boolean watchesErrors,
        Ciphertext ciphertext) {
    /// What rules ask, where neither errors as such nor ciphertext are of interest.
    public ProtocolSettings(
            Set<Field> fields,
            Set<NumberField> numbers,
            Set<TransactionEvent> events,
            Set<AppProtocol> protocols,
            ProtocolLimits limits) {
        this(fields, numbers, events, protocols, limits, false, Ciphertext.SKIPPED);
    }

    public ProtocolSettings {
        fields = Set.copyOf(fields);
        numbers = Set.copyOf(numbers);
        events = Set.copyOf(events);
        protocols = Set.copyOf(protocols);
    }

    /// Asks for everything; for tests.
    public static ProtocolSettings everything() {
        return new ProtocolSettings(
                Set.of(Field.values()),
                Set.of(NumberField.values()),
                Set.of(TransactionEvent.values()),
                Set.of(AppProtocol.values()),
                ProtocolLimits.DEFAULT);
    }

    /// The same, and one field more.
    public ProtocolSettings with(Field field) {
        Set<Field> more = new HashSet<>(fields);
        more.add(field);
        return new ProtocolSettings(more, numbers, events, protocols, limits, watchesErrors, ciphertext);
    }

    /// The same, with all protocols watched for errors.
    public ProtocolSettings watchingErrors() {
        return new ProtocolSettings(fields, numbers, events, protocols, limits, true, ciphertext);
    }

    /// The same, with encrypted connections treated so.
    public ProtocolSettings with(Ciphertext newCiphertext) {
        return new ProtocolSettings(fields, numbers, events, protocols, limits, watchesErrors, newCiphertext);
    }

    /// Whether some rule asks for anything about files, whatever protocol carries them.
    public boolean asksForFiles() {
        return fields.stream().anyMatch(Field::isOfFiles) || numbers.stream().anyMatch(NumberField::isOfFiles);
    }

    /// Whether some rule wants to be told what is odd about the protocol's messages.
    public boolean asksForEventsOf(AppProtocol protocol) {
        return events.stream().anyMatch(event -> event.protocol() == protocol);
    }

    public boolean asksFor(TransactionEvent event) {
        return events.contains(event);
    }

    public boolean asksFor(Field field) {
        return fields.contains(field);
    }

    public boolean asksFor(NumberField number) {
        return numbers.contains(number);
    }

    /// @param bits of [TransactionEvent]
    public boolean asksForEvents(long bits) {
        long rest = bits;
        for (TransactionEvent event : events) {
            rest &= ~event.bit();
        }
        return rest == 0;
    }

    /// Whether parsers that were made for this yield all that is asked for in `other`.
    public boolean covers(ProtocolSettings other) {
        return fields.containsAll(other.fields)
                && numbers.containsAll(other.numbers)
                && events.containsAll(other.events)
                && protocols.containsAll(other.protocols)
                && (watchesErrors || !other.watchesErrors)
                && (asksForFiles() || !other.asksForFiles());
    }
}
