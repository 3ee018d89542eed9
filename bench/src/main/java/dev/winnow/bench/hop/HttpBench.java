package dev.winnow.bench.hop;

import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.FlowTable;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.protocol.Conversation;
import dev.winnow.protocol.ProtocolLimits;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.Transaction;
import dev.winnow.protocol.registry.ParserRegistry;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Reading one HTTP/1 request and its response on a connection that stays.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HttpBench {
    private static final String REQUEST = """
            GET /%73earch?q=winnow HTTP/1.1\r
            Host: www.example.org\r
            User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r
            Accept: */*\r
            Cookie: a=b; c=d\r
            \r
            """;

    /// How rules ask: for one field, or for all that HTTP has.
    public enum Asked {
        /// Of the field that most rules ask for.
        URI,
        /// Nothing is left out.
        EVERYTHING
    }

    /// What the parser has to yield.
    @Param
    public Asked asked;

    /// Of the response.
    @Param({"100", "8000"})
    public int bodyLength;

    private Arena arena;
    private Conversation conversation;
    private MemorySegment request;
    private MemorySegment response;

    /// Opens the connection, and sees that the parser finds path and body and keeps neither.
    @Setup(Level.Trial)
    public void prepare() {
        arena = Arena.ofConfined();
        request = memory(REQUEST);
        String body = "words ".repeat(bodyLength / 6 + 1).substring(0, bodyLength);
        response = memory("HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html\r\nContent-Length: " + bodyLength
                + "\r\n\r\n" + body);
        ProtocolSettings settings = asked == Asked.EVERYTHING
                ? ProtocolSettings.everything()
                : new ProtocolSettings(
                        Set.of(Field.HTTP_URI), Set.of(), Set.of(), Set.of(AppProtocol.HTTP), ProtocolLimits.DEFAULT);
        BlockPool blocks = new BlockPool(arena, 1 << 24);
        conversation = ParserRegistry.conversations(settings, blocks, true).open(flow());
        say();
        Verified.equal("transactions", conversation.transactionCount(), 1);
        Verified.equal("path", text(Field.HTTP_URI, Direction.TO_SERVER), "/search?q=winnow");
        if (asked == Asked.EVERYTHING) {
            Verified.equal("body", text(Field.HTTP_RESPONSE_BODY, Direction.TO_CLIENT), body);
        }
        inspect();
        Verified.equal("transactions that stay", readPair(), 0);
    }

    private Flow flow() {
        MemorySegment syn =
                new TcpTalk(arena, SamplePacket.SOURCE_PORT).open().packets().getFirst();
        PacketView view = new PacketView();
        int length = (int) syn.byteSize();
        new PacketDecoder(new FragmentStore(arena, FragmentLimits.DEFAULT))
                .decodeIp(syn, 0, length, length, 0, ChecksumMode.IGNORE, view);
        return new FlowTable(arena, FlowSettings.DEFAULT, new ByteCounter()).track(view);
    }

    private MemorySegment memory(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
    }

    private String text(Field field, Direction direction) {
        ByteRange range = new ByteRange();
        if (!conversation.transaction(0).find(field, direction, 0, range)) {
            return "";
        }
        byte[] bytes = range.memory().asSlice(range.offset(), range.length()).toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void say() {
        conversation.bytes(Direction.TO_SERVER, request, 0, (int) request.byteSize());
        conversation.bytes(Direction.TO_CLIENT, response, 0, (int) response.byteSize());
    }

    private void inspect() {
        Transaction transaction = conversation.transaction(0);
        conversation.inspected(transaction, Direction.TO_SERVER);
        conversation.inspected(transaction, Direction.TO_CLIENT);
    }

    /// A request, its response, and the end of both.
    @Benchmark
    public int readPair() {
        say();
        inspect();
        return conversation.transactionCount();
    }

    /// Frees the native memory.
    @TearDown(Level.Trial)
    public void free() {
        conversation.release();
        arena.close();
    }
}
