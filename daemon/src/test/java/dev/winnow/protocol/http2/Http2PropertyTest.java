package dev.winnow.protocol.http2;

import static dev.winnow.protocol.http2.Http2Messages.PREFACE;
import static dev.winnow.protocol.http2.Http2Messages.SETTINGS;
import static dev.winnow.protocol.http2.Http2Messages.bytes;
import static dev.winnow.protocol.http2.Http2Messages.data;
import static dev.winnow.protocol.http2.Http2Messages.frame;
import static dev.winnow.protocol.http2.Http2Messages.get;
import static dev.winnow.protocol.http2.Http2Messages.join;
import static dev.winnow.protocol.http2.Http2Messages.ok;
import static dev.winnow.protocol.http2.Http2Messages.u32;
import static dev.winnow.protocol.http2.Http2ParserTest.REQUEST;
import static dev.winnow.protocol.http2.Http2ParserTest.RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// HTTP/2 in any pieces and with any bytes changed.
final class Http2PropertyTest {
    private static final Direction CLIENT = Direction.TO_SERVER;
    private static final Direction SERVER = Direction.TO_CLIENT;

    private static List<Object> everything(Talk talk) {
        List<Object> all = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (Field field : Field.values()) {
                all.add(talk.all(field, direction));
            }
            for (NumberField field : NumberField.values()) {
                all.add(talk.numbers(field, direction));
            }
            for (int i = 0; i < talk.conversation().transactionCount(); i++) {
                all.add(talk.conversation().transaction(i).stage(direction));
            }
        }
        return all;
    }

    @Property(tries = 200)
    void shouldNotMindHowTheBytesAreCut(
            @ForAll @Size(max = 10) List<@IntRange(min = 1, max = 400) Integer> clientCuts,
            @ForAll @Size(max = 10) List<@IntRange(min = 1, max = 250) Integer> serverCuts) {
        byte[] client = join(PREFACE, SETTINGS, REQUEST, get(3, "/3"));
        byte[] server = join(SETTINGS, RESPONSE, data(1, false, "one "), data(1, true, "two"), ok(3));
        try (Talk whole = Talk.tcp(80);
                Talk cut = Talk.tcp(80)) {
            whole.say(CLIENT, client).say(SERVER, server);
            cut.sayCut(CLIENT, client, clientCuts);
            cut.sayCut(SERVER, server, serverCuts);
            assertThat(everything(cut)).isEqualTo(everything(whole));
        }
    }

    @Property(tries = 1000)
    void shouldNeverThrow(@ForAll @Size(max = 6) List<@IntRange(max = 500) Integer> places, @ForAll byte value) {
        byte[] client = join(PREFACE, SETTINGS, REQUEST, frame(2, 0, 3, u32(0), bytes(255)));
        byte[] server = join(SETTINGS, RESPONSE, data(1, true, "two"), frame(7, 0, 0, u32(1), u32(2)));
        for (int place : places) {
            client[PREFACE.length + place % (client.length - PREFACE.length)] += value;
            server[place % server.length] += value;
        }
        try (Talk talk = Talk.tcp(80)) {
            talk.say(CLIENT, client).say(SERVER, server);
            assertThat(everything(talk)).isNotEmpty();
        }
    }
}
