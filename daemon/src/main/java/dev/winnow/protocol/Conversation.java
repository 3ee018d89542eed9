package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;

/// What a flow's bytes say: their protocol, and its transactions.
///
/// The protocol is told by the first bytes of either direction, on any port. Bytes that come before it is known are
/// kept, within a bound, and handed to the parser then. A protocol that hands over (STARTTLS, CONNECT, Upgrade) starts
/// this again with the byte behind it.
///
/// Ownership: its flow's, until [#release]. Threading: its flow's. Never throws on hostile bytes.
public final class Conversation {
    /// How often the protocol may change, so that nobody keeps winnow guessing.
    private static final int MAX_CHANGES = 4;

    private final Conversations home;
    private final Endpoints endpoints = new Endpoints();
    private final ProtocolOddities oddities = new ProtocolOddities(endpoints);
    private final ParserChain parsers = new ParserChain();
    private Opening toServer;
    private Opening toClient;
    private Detection detection = Detection.UNDECIDED;
    private AppProtocol protocol;
    private AppProtocol original;
    private AppProtocol former;
    private int changes;
    private boolean failureTold;
    /// Bytes of this direction will never come without which its parser cannot go on.
    private Direction torn;
    /// The same, and others have come behind them.
    private Direction broken;
    private boolean turned;
    private boolean wasOpaque;
    private boolean toldToServer;
    private boolean toldToClient;
    /// The flow is not reversed yet.
    private boolean reversed;

    Conversation(Conversations home, BlockPool blocks, int detectBytes) {
        this.home = home;
        toServer = new Opening(Direction.TO_SERVER, endpoints, home.guess(), new GrowingBytes(blocks, detectBytes));
        toClient = new Opening(Direction.TO_CLIENT, endpoints, home.guess(), new GrowingBytes(blocks, detectBytes));
    }

    /// The ends, to be set before [#begin].
    Endpoints endpoints() {
        return endpoints;
    }

    void begin() {
        original = null;
        oddities.begin();
        changes = 0;
        failureTold = false;
        torn = null;
        broken = null;
        turned = false;
        wasOpaque = false;
        toldToServer = false;
        toldToClient = false;
        reversed = false;
        protocol = null;
        startOver();
    }

    private void startOver() {
        detection = Detection.UNDECIDED;
        toServer.startOver();
        toClient.startOver();
    }

    /// Takes the next bytes of the stream; over UDP, a datagram's payload.
    ///
    /// @param memory off-heap; the bytes are not needed after the call
    public void bytes(Direction direction, MemorySegment memory, long offset, int length) {
        Opening opening = told(direction);
        long end = offset + length;
        long at = offset;
        broken = torn == direction ? direction : broken;
        while (at < end) {
            int count = (int) (end - at);
            at += switch (detection) {
                case FOUND -> {
                    oddities.compare(opening.glance(memory, at, count), protocol, changes);
                    yield count - feed(opening.direction(), memory, at, count);
                }
                case UNDECIDED -> {
                    int kept = opening.keep(memory, at, count);
                    decide(opening);
                    yield kept;
                }
                case FAILED -> count;
            };
        }
    }

    private void decide(Opening opening) {
        AppProtocol expected = original == null ? home.expected(endpoints) : null;
        AppProtocol told = expected == null ? opening.tell() : expected;
        if (told != null) {
            if (opening.isBackwards() && endpoints.areSupposed()) {
                reverse();
            }
            opening.accept();
            found(told);
            parsers.begin(home.parser(told, endpoints));
            Opening other = opening(opening.direction().opposite());
            oddities.question(opening, other, protocol, changes);
            if (changes > 0 && original == AppProtocol.SMTP && protocol != AppProtocol.TLS) {
                oddities.noTls();
            }
            replay(other);
            replay(opening);
        } else if (toServer.isFailed() && toClient.isFailed()) {
            fail();
        }
    }

    /// The side that was taken for the client is the server.
    private void reverse() {
        Opening fromServer = toServer;
        toServer = toClient;
        toClient = fromServer;
        toServer.reverse();
        toClient.reverse();
        endpoints.reverse();
        reversed = true;
    }

    private void found(AppProtocol told) {
        detection = Detection.FOUND;
        toldToServer = false;
        toldToClient = false;
        protocol = told;
        original = original == null ? told : original;
    }

    private void fail() {
        detection = Detection.FAILED;
        toServer.startOver();
        toClient.startOver();
        toServer.forget();
        toClient.forget();
    }

    /// Hands a direction's kept bytes to the parser; what the protocol leaves over stays kept, for the one after it.
    private void replay(Opening opening) {
        GrowingBytes kept = opening.kept();
        while (kept.length() > 0 && detection == Detection.FOUND) {
            opening.drop(kept.length() - feed(opening.direction(), kept.memory(), kept.address(), kept.length()));
        }
        if (detection == Detection.FOUND) {
            passOn(opening);
        } else if (detection == Detection.UNDECIDED && kept.length() > 0) {
            decide(opening);
        }
    }

    private void passOn(Opening opening) {
        if (opening.lostBytes() > 0) {
            parsers.gap(opening.direction(), opening.lostBytes());
        }
        if (opening.isClosed()) {
            parsers.closed(opening.direction());
        }
    }

    /// @return how many of the bytes, at their end, are of another protocol
    private int feed(Direction direction, MemorySegment memory, long offset, int length) {
        AppParser parser = parsers.present();
        if (parser == null) {
            return 0;
        }
        boolean wasReadable = !parser.isOpaque();
        parser.bytes(direction, memory, offset, length);
        if (!parser.handsOver()) {
            turn(wasReadable && parser.isOpaque() && home.ciphertext() == Ciphertext.SKIPPED_AT_ONCE);
            return 0;
        }
        turn(true);
        int rest = Math.clamp(parser.leftOver(), 0, length);
        AppProtocol successor = parsers.handOver().successor();
        startOver();
        if (++changes > MAX_CHANGES) {
            fail();
        } else if (successor != null) {
            found(successor);
            parsers.succeed(home.parser(successor, endpoints));
        }
        return rest;
    }

    private void turn(boolean turns) {
        if (turns && !turned) {
            turned = true;
            former = protocol;
        }
    }

    /// `lostBytes` of the stream will never come.
    public void gap(Direction direction, long lostBytes) {
        Opening opening = told(direction);
        if (detection == Detection.UNDECIDED) {
            opening.lose(lostBytes);
            decide(opening);
        } else {
            torn = parsers.findsItsWayBehindGaps() ? torn : direction;
            parsers.gap(opening.direction(), lostBytes);
        }
    }

    /// Nothing more will come in this direction.
    public void closed(Direction direction) {
        Opening opening = told(direction);
        if (detection == Detection.UNDECIDED) {
            opening.close();
            decide(opening);
        } else {
            parsers.closed(opening.direction());
        }
    }

    /// @param direction as the flow has it
    private Opening told(Direction direction) {
        return opening(reversed ? direction.opposite() : direction);
    }

    private Opening opening(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    /// Whether since this was asked last it was found that the flow's client is its server, so that the flow is to be
    /// reversed. Says so once, and directions mean the other way from then on.
    public boolean takeReversal() {
        boolean isNew = reversed;
        reversed = false;
        return isNew;
    }

    public Detection detection() {
        return detection;
    }

    /// The protocol spoken now, or null if none was found yet. Behind a STARTTLS or its kin it is the one before until
    /// the next is found.
    public AppProtocol protocol() {
        return protocol;
    }

    /// The protocol spoken first, before any STARTTLS and its kin; null if none was found yet.
    public AppProtocol originalProtocol() {
        return original;
    }

    /// Whether the two directions look like different protocols.
    public boolean isMismatched() {
        return oddities.isMismatched();
    }

    /// Whether what the direction speaks is known from its own bytes, rather than from the other one's alone.
    public boolean isTold(Direction direction) {
        return detection == Detection.FAILED
                || (protocol != null && (changes > 0 || opening(direction).hasBegun()));
    }

    /// Whether that is news: no packet of the direction was judged since. Each datagram is news.
    public boolean isNews(Direction direction) {
        boolean isKnown = direction == Direction.TO_SERVER ? toldToServer : toldToClient;
        return isTold(direction) && !(isKnown && endpoints.isStream());
    }

    /// What was odd since [#judged]: bits of [ConversationEvent].
    public int events() {
        return oddities.events();
    }

    /// Says that rules have judged the packet at hand.
    ///
    /// @param direction the packet's
    public void judged(Direction direction) {
        toldToServer |= direction == Direction.TO_SERVER && isTold(direction);
        toldToClient |= direction == Direction.TO_CLIENT && isTold(direction);
        oddities.judged();
        wasOpaque = isOpaque();
    }

    /// Whether what was said so far has come to an end since this was asked last, because another protocol or
    /// ciphertext follows, so that rules are to look at it before they look at that. Says so once.
    public boolean takeTurn() {
        boolean isNew = turned;
        turned = false;
        return isNew;
    }

    /// The protocol of what has come to an end.
    public AppProtocol formerProtocol() {
        return former;
    }

    /// Whether the bytes have come to contradict the protocol since this was asked last, or so many never came that
    /// nobody can tell; says so once.
    ///
    /// @param direction the way of the packet at hand: what is missing is held against those who send on
    public boolean takeFailure(Direction direction) {
        boolean isNew = !failureTold && (parsers.isFailed() || broken == direction);
        failureTold |= isNew;
        return isNew;
    }

    /// Whether what follows is encrypted, and rules do not look for patterns in it.
    public boolean isOpaque() {
        return parsers.isOpaque() && home.ciphertext() != Ciphertext.INSPECTED;
    }

    /// The same before the packet at hand, which may hold what was said last in the clear: then rules skip the packet's
    /// payload and the stream.
    public boolean wasOpaque() {
        return wasOpaque;
    }

    /// Whether its parsers are made for what rules ask now.
    public boolean isCurrent() {
        return home.isCurrent();
    }

    /// What its parsers are made for.
    public ProtocolSettings settings() {
        return home.settings();
    }

    /// Live transactions, those of the protocol before the present one included.
    public int transactionCount() {
        return parsers.transactionCount();
    }

    /// @param index 0 for the oldest, up to `transactionCount() - 1`
    public Transaction transaction(int index) {
        return parsers.transaction(index);
    }

    /// Says that rules have looked into a direction of a transaction at its present stage. A transaction of which both
    /// directions are complete and looked into is gone then, and the indices of the younger ones shrink.
    public void inspected(Transaction transaction, Direction direction) {
        parsers.inspected(transaction, direction);
    }

    /// Gives back everything, this conversation included.
    public void release() {
        parsers.release();
        toServer.forget();
        toClient.forget();
        home.takeBack(this);
    }
}
