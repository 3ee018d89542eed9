package dev.winnow.protocol.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The headers that framing and rules ask for.
enum HeaderName {
    ACCEPT("accept"),
    ACCEPT_ENCODING("accept-encoding"),
    ACCEPT_LANGUAGE("accept-language"),
    AUTHORIZATION("authorization"),
    CONNECTION("connection"),
    CONTENT_DISPOSITION("content-disposition"),
    CONTENT_ENCODING("content-encoding"),
    CONTENT_LENGTH("content-length"),
    CONTENT_RANGE("content-range"),
    CONTENT_TYPE("content-type"),
    COOKIE("cookie"),
    EXPECT("expect"),
    HOST("host"),
    LOCATION("location"),
    REFERER("referer"),
    SERVER("server"),
    SET_COOKIE("set-cookie"),
    TRANSFER_ENCODING("transfer-encoding"),
    UPGRADE("upgrade"),
    USER_AGENT("user-agent"),
    X_FORWARDED_FOR("x-forwarded-for");

    private final String lowerCase;
    private final int hash;

    HeaderName(String lowerCase) {
        this.lowerCase = lowerCase;
        int sum = 0;
        for (int i = 0; i < lowerCase.length(); i++) {
            sum = next(sum, (byte) lowerCase.charAt(i));
        }
        hash = sum;
    }

    private static int next(int hash, byte value) {
        return hash * 31 + value;
    }

    /// A name's hash, which does not tell upper from lower case.
    static int hash(MemorySegment memory, long from, long to) {
        int sum = 0;
        for (long at = from; at < to; at++) {
            sum = next(sum, Ascii.lower(memory.get(ValueLayout.JAVA_BYTE, at)));
        }
        return sum;
    }

    int hash() {
        return hash;
    }

    /// The name in lower case.
    String lowerCase() {
        return lowerCase;
    }
}
