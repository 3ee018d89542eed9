package dev.winnow.protocol.http;

import java.lang.foreign.MemorySegment;

/// What a request does to its own framing, its response's and the connection.
enum Method {
    HEAD,
    CONNECT,
    POST,
    PUT,
    OTHER;

    /// The longest known method's bytes.
    static final int MAX_BYTES = 16;

    /// RFC 9110, 5789, 3253, 4918 and what servers still know of older drafts.
    private static final String[] KNOWN =
            ("GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK "
                            + "VERSION-CONTROL CHECKOUT UNCHECKOUT CHECKIN UPDATE LABEL REPORT MKWORKSPACE MKACTIVITY "
                            + "BASELINE-CONTROL MERGE")
                    .split(" ");

    private static final Method[] CHANGING = {HEAD, CONNECT, POST, PUT};

    static Method of(MemorySegment memory, long from, long to) {
        for (Method method : CHANGING) {
            if (Ascii.isExactly(memory, from, to, method.name())) {
                return method;
            }
        }
        return OTHER;
    }

    /// Whether the bytes are a method that servers know, in upper case as it must be.
    static boolean isKnown(MemorySegment memory, long from, long to) {
        for (String known : KNOWN) {
            if (Ascii.isExactly(memory, from, to, known)) {
                return true;
            }
        }
        return false;
    }
}
