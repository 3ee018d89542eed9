package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.packet.IpProtocol;
import dev.winnow.protocol.registry.ParserRegistry;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.TransactionEvent;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// One connection that a test speaks through, with the real parsers behind it. What is said is Latin-1 text.
public final class Talk implements AutoCloseable {
    private static final int MEMORY_BYTES = 1 << 24;
    private static final long CLIENT = 1;
    private static final long SERVER = 2;

    private final Arena arena = Arena.ofConfined();
    private final BlockPool blocks = new BlockPool(arena, MEMORY_BYTES);
    private final Conversations conversations;
    private final List<Conversation> opened = new ArrayList<>();
    private Conversation conversation;

    private Talk(Function<BlockPool, Conversations> maker) {
        conversations = maker.apply(blocks);
    }

    public static Talk tcp(int serverPort) {
        return parsing(true).open(IpProtocol.TCP, CLIENT, SERVER, serverPort);
    }

    public static Talk udp(int serverPort) {
        return parsing(true).open(IpProtocol.UDP, CLIENT, SERVER, serverPort);
    }

    /// A TCP connection that nobody holds up.
    static Talk watched(int serverPort) {
        return parsing(false).open(IpProtocol.TCP, CLIENT, SERVER, serverPort);
    }

    private static Talk parsing(boolean atOnce) {
        return new Talk(blocks -> ParserRegistry.conversations(ProtocolSettings.everything(), blocks, atOnce));
    }

    /// A TCP connection whose parsers are the test's.
    static Talk with(Map<AppProtocol, ParserFactory> factories) {
        Talk talk = new Talk(blocks -> new Conversations(ProtocolSettings.everything(), blocks, factories));
        return talk.open(IpProtocol.TCP, CLIENT, SERVER, 1234);
    }

    /// Leaves the present connection as it is and speaks in another one.
    ///
    /// @param isReversed whether the first one's server calls its client
    public Talk other(boolean isReversed, int serverPort) {
        return isReversed
                ? open(IpProtocol.TCP, SERVER, CLIENT, serverPort)
                : open(IpProtocol.TCP, CLIENT, SERVER, serverPort);
    }

    private Talk open(int protocol, long client, long server, int serverPort) {
        conversation = conversations.take();
        conversation.endpoints().setProtocol(protocol);
        conversation.endpoints().setClient(0, client, 40_000);
        conversation.endpoints().setServer(0, server, serverPort);
        conversation.begin();
        opened.add(conversation);
        return this;
    }

    public Talk client(String text) {
        return say(Direction.TO_SERVER, bytes(text));
    }

    public Talk server(String text) {
        return say(Direction.TO_CLIENT, bytes(text));
    }

    /// Says `said`, in memory that is overwritten right after it.
    public Talk say(Direction direction, byte[] said) {
        try (Arena packet = Arena.ofConfined()) {
            MemorySegment memory = packet.allocate(said.length + 2);
            MemorySegment.copy(said, 0, memory, ValueLayout.JAVA_BYTE, 1, said.length);
            conversation.bytes(direction, memory, 1, said.length);
            memory.fill((byte) '#');
        }
        return this;
    }

    /// Says `said` in pieces of at most `pieceLength` bytes.
    public Talk say(Direction direction, byte[] said, int pieceLength) {
        for (int at = 0; at < said.length; at += pieceLength) {
            say(direction, Arrays.copyOfRange(said, at, Math.min(said.length, at + pieceLength)));
        }
        return this;
    }

    /// Says `said` in pieces.
    ///
    /// @param cuts how many of its bytes come before each cut, in any order
    public Talk sayCut(Direction direction, byte[] said, List<Integer> cuts) {
        int from = 0;
        for (int cut : cuts.stream().sorted().toList()) {
            int to = Math.min(cut, said.length);
            say(direction, Arrays.copyOfRange(said, from, to));
            from = to;
        }
        return say(direction, Arrays.copyOfRange(said, from, said.length));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public Conversation conversation() {
        return conversation;
    }

    public BlockPool blocks() {
        return blocks;
    }

    /// All instances of a field in all live transactions, oldest first.
    public List<String> all(Field field, Direction direction) {
        List<String> found = new ArrayList<>();
        ByteRange range = new ByteRange();
        for (int i = 0; i < conversation.transactionCount(); i++) {
            for (int k = 0; conversation.transaction(i).find(field, direction, k, range); k++) {
                found.add(text(range));
            }
        }
        return found;
    }

    /// All instances of a number in each live transaction, oldest first.
    public List<List<Long>> numbers(NumberField field, Direction direction) {
        List<List<Long>> all = new ArrayList<>();
        for (int i = 0; i < conversation.transactionCount(); i++) {
            Transaction transaction = conversation.transaction(i);
            List<Long> of = new ArrayList<>();
            for (int k = 0; transaction.number(field, direction, k) != Transaction.NO_NUMBER; k++) {
                of.add(transaction.number(field, direction, k));
            }
            all.add(of);
        }
        return all;
    }

    /// What is odd about the live transactions, the events' names in the order of the alphabet.
    public List<String> events() {
        long bits = 0;
        for (int i = 0; i < conversation.transactionCount(); i++) {
            bits |= conversation.transaction(i).events();
        }
        return TransactionEvent.of(bits).stream()
                .map(TransactionEvent::keyword)
                .sorted()
                .toList();
    }

    private static String text(ByteRange range) {
        byte[] copy = range.memory().asSlice(range.offset(), range.length()).toArray(ValueLayout.JAVA_BYTE);
        return new String(copy, StandardCharsets.ISO_8859_1);
    }

    /// Ends the connections, and throws if it kept memory.
    @Override
    public void close() {
        opened.forEach(Conversation::release);
        if (blocks.lentBytes() != 0) {
            throw new AssertionError("kept: " + blocks);
        }
        arena.close();
    }
}
