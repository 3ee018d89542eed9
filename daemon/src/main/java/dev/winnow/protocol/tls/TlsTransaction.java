package dev.winnow.protocol.tls;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.PooledTransaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TlsState;
import dev.winnow.rule.option.TransactionEvent;
import dev.winnow.rule.syntax.AppProtocol;

/// A connection's handshake, of which the first hello of each side and the first certificates count.
///
/// The client's hello brings [Stage#HEADERS]; the server's [Stage#LINE], whatever shows that there are no certificates
/// of its [Stage#HEADERS]; either side's certificates bring [Stage#BODY]; the end of the handshake, or of what can be
/// read, completes both sides.
///
/// Pooled with its memory given back. Threading: its flow's.
public final class TlsTransaction extends PooledTransaction {
    /// There is no such time.
    public static final long NO_TIME = NO_NUMBER;

    private static final Direction[] DIRECTIONS = Direction.values();

    private final TlsTools tools;
    private final ClientHello clientHello;
    private final ServerHello serverHello;
    private final CertificateChain chain;
    private final CertificateChain clientChain;
    private final DerivedFields derived;
    private final CertificateFields certificates;
    private final CertificateFields clientCertificates;
    private final Der times = new Der();
    private TlsState state = TlsState.UNKNOWN;

    TlsTransaction(TlsTools tools, BlockPool blocks) {
        super(AppProtocol.TLS);
        this.tools = tools;
        clientHello = new ClientHello(blocks);
        serverHello = new ServerHello(blocks);
        chain = new CertificateChain(blocks);
        clientChain = new CertificateChain(blocks);
        derived = new DerivedFields(tools, clientHello, serverHello, blocks);
        certificates = new CertificateFields(tools, chain, blocks);
        clientCertificates = new CertificateFields(tools, clientChain, blocks);
    }

    @Override
    protected void clear() {
        clientHello.clear();
        serverHello.clear();
        chain.clear();
        clientChain.clear();
        derived.clear();
        certificates.clear();
        clientCertificates.clear();
        state = TlsState.UNKNOWN;
    }

    /// Where the body of a message that begins is to be put; null if it is not wanted.
    GrowingBytes begin(Direction direction, int type) {
        boolean toServer = direction == Direction.TO_SERVER;
        return switch (type) {
            case HandshakeReader.CLIENT_HELLO -> toServer ? wanted(clientHello) : null;
            case HandshakeReader.SERVER_HELLO -> toServer ? null : wanted(serverHello);
            case HandshakeReader.CERTIFICATE -> wanted(toServer ? clientChain : chain);
            default -> null;
        };
    }

    private GrowingBytes wanted(Hello hello) {
        if (hello.isPresent() || !tools.readsHellos()) {
            return null;
        }
        hello.clear();
        return hello.message();
    }

    private GrowingBytes wanted(CertificateChain certificates) {
        if (certificates.count() > 0 || !tools.readsCertificates()) {
            return null;
        }
        certificates.clear();
        return certificates.message();
    }

    /// A message has ended; `isKept` if its body is where [#begin] said.
    void end(Direction direction, int type, boolean isKept) {
        if (!HandshakeReader.isInTheClear(type)) {
            noteIfAsked(TransactionEvent.TLS_HANDSHAKE_MESSAGE);
        }
        if (direction == Direction.TO_SERVER) {
            endOfClient(type, isKept);
        } else {
            endOfServer(type, isKept);
        }
    }

    private void endOfClient(int type, boolean isKept) {
        if (type == HandshakeReader.CLIENT_HELLO) {
            if (isKept) {
                clientHello.read();
                examine(clientHello);
            }
            reach(Direction.TO_SERVER, Stage.HEADERS);
            become(TlsState.CLIENT_HELLO);
        } else if (type == HandshakeReader.CLIENT_KEY_EXCHANGE) {
            become(TlsState.CLIENT_KEYX);
        } else if (type == HandshakeReader.CERTIFICATE) {
            if (isKept) {
                clientChain.read();
            }
            reach(Direction.TO_SERVER, Stage.BODY);
        }
    }

    private void endOfServer(int type, boolean isKept) {
        switch (type) {
            case HandshakeReader.SERVER_HELLO -> {
                if (isKept) {
                    serverHello.read();
                    examine(serverHello);
                }
                reach(Direction.TO_CLIENT, Stage.LINE);
                become(TlsState.SERVER_HELLO);
            }
            case HandshakeReader.CERTIFICATE -> {
                if (isKept) {
                    chain.read();
                    examineChain();
                }
                reach(Direction.TO_CLIENT, Stage.BODY);
            }
            case HandshakeReader.SERVER_KEY_EXCHANGE -> {
                reach(Direction.TO_CLIENT, Stage.HEADERS);
                become(TlsState.SERVER_KEYX);
            }
            case HandshakeReader.SERVER_HELLO_DONE -> reach(Direction.TO_CLIENT, Stage.HEADERS);
            default -> {}
        }
    }

    void noteIfAsked(TransactionEvent event) {
        if (tools.examines()) {
            note(event);
        }
    }

    private void examine(Hello hello) {
        if (tools.examines()) {
            noteAll(hello.isSound() ? hello.odd() : TransactionEvent.TLS_HANDSHAKE_LENGTH.bit());
        }
    }

    private void examineChain() {
        if (tools.examines()) {
            noteAll(chain.odd());
        }
    }

    /// A hello of SSL 2, which offers `version`.
    void ssl2(Direction direction, int version) {
        if (direction == Direction.TO_SERVER) {
            if (!clientHello.isPresent()) {
                clientHello.setVersion(version);
            }
            endOfClient(HandshakeReader.CLIENT_HELLO, false);
        } else {
            if (!serverHello.isPresent()) {
                serverHello.setVersion(version);
            }
            endOfServer(HandshakeReader.SERVER_HELLO, false);
        }
    }

    /// The state is of both sides, so both are looked into again.
    private void become(TlsState newState) {
        state = newState;
        for (Direction direction : DIRECTIONS) {
            reach(direction, Stage.STARTED);
            grow(direction);
        }
    }

    /// Whether the side has said hello, whether or not somebody wants to know what.
    boolean hasHeardHello(Direction direction) {
        return stage(direction).reached(direction == Direction.TO_SERVER ? Stage.HEADERS : Stage.LINE);
    }

    private Hello hello(Direction direction) {
        return direction == Direction.TO_SERVER ? clientHello : serverHello;
    }

    @Override
    public boolean find(Field field, Direction direction, int instance, ByteRange range) {
        if (instance > 0 && field != Field.TLS_CERTS) {
            return false;
        }
        boolean isOfClient = direction == Direction.TO_SERVER;
        return switch (field) {
            case TLS_RANDOM -> hello(direction).random(0, Hello.RANDOM_LENGTH, range);
            case TLS_RANDOM_TIME -> hello(direction).random(0, Hello.RANDOM_TIME_LENGTH, range);
            case TLS_RANDOM_BYTES ->
                hello(direction)
                        .random(Hello.RANDOM_TIME_LENGTH, Hello.RANDOM_LENGTH - Hello.RANDOM_TIME_LENGTH, range);
            case TLS_SNI -> isOfClient && clientHello.serverName(range);
            case JA3_STRING, JA3_HASH, JA4_HASH -> isOfClient && derived.findOfClient(field, range);
            case JA3S_STRING, JA3S_HASH -> !isOfClient && derived.findOfServer(field, range);
            case Field _ -> (isOfClient ? clientCertificates : certificates).find(field, instance, range);
        };
    }

    @Override
    public long number(NumberField field, Direction direction, int instance) {
        if (instance > 0) {
            return NO_NUMBER;
        }
        return switch (field) {
            case TLS_VERSION -> hello(direction).isPresent() ? hello(direction).version() : NO_NUMBER;
            case TLS_STATE -> state.bit();
            case TLS_CERTIFICATES -> direction == Direction.TO_CLIENT ? chain.count() : NO_NUMBER;
            case TLS_NOT_BEFORE -> direction == Direction.TO_CLIENT ? notBeforeSeconds() : NO_NUMBER;
            case TLS_NOT_AFTER -> direction == Direction.TO_CLIENT ? notAfterSeconds() : NO_NUMBER;
            case NumberField _ -> NO_NUMBER;
        };
    }

    /// When the server's certificate begins to be valid, in seconds since 1970, or [#NO_TIME].
    public long notBeforeSeconds() {
        return seconds(true);
    }

    /// When the server's certificate ceases to be valid, in seconds since 1970, or [#NO_TIME].
    public long notAfterSeconds() {
        return seconds(false);
    }

    private long seconds(boolean isFirst) {
        if (chain.count() == 0) {
            return NO_TIME;
        }
        Vector validity = chain.first().validity;
        times.wrap(chain.bytes(), validity.start(), validity.end());
        boolean isThere = times.next() && (isFirst || times.next());
        return isThere ? Asn1Time.seconds(chain.bytes(), times) : NO_TIME;
    }
}
