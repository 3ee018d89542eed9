package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Tells a protocol by the first bytes of one direction.
final class ProtocolGuess {
    /// More bytes may tell.
    static final int MORE = -1;
    /// No more bytes will.
    static final int NONE = -2;

    private static final AppProtocol[] PROTOCOLS = AppProtocol.values();
    private static final byte[] RESPONSE = {'H', 'T', 'T', 'P', '/', '1', '.'};

    private ProtocolGuess() {}

    /// @return an ordinal of [AppProtocol], [#MORE] or [#NONE]
    static int of(Direction direction, Endpoints endpoints, MemorySegment memory, long offset, int length) {
        if (!endpoints.isStream() || direction == Direction.TO_SERVER) {
            return NONE;
        }
        for (int i = 0; i < RESPONSE.length; i++) {
            if (i == length) {
                return MORE;
            }
            if (memory.get(ValueLayout.JAVA_BYTE, offset + i) != RESPONSE[i]) {
                return NONE;
            }
        }
        return AppProtocol.HTTP1.ordinal();
    }

    /// The protocol that a guess names, or null.
    static AppProtocol protocol(int guess) {
        return guess < 0 ? null : PROTOCOLS[guess];
    }
}
