package dev.winnow.attack;

import static dev.winnow.attack.Talk.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.Fragments;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Traffic in, attacks out: each detector on its attack, and silent about the neighbour that looks like it.
class AttackScenariosTest {
    private static final String BOT = "198.19.7.7";
    private static final String GET = "GET /%s HTTP/1.1\r\nHost: www.example.org\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static String spoofed(int i) {
        int host = 37 * i;
        return "198.19." + (host >> 8 & 0xFF) + "." + (host & 0xFF);
    }

    private static Arguments row(String name, Consumer<AttackTraffic> traffic, String... starts) {
        return Arguments.of(name, traffic, List.of(starts));
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                row(
                        "SYN flood",
                        t -> repeat(300, i -> new Talk(t, spoofed(i), 80).syn()),
                        "syn_flood " + SERVER + " port 80"),
                row(
                        "connections that are dropped at once",
                        t -> repeat(310, i -> new Talk(t, BOT, 80).open().clientReset()),
                        "connection_flood " + BOT),
                row(
                        "closes that are never acknowledged",
                        AttackScenariosTest::neighbours,
                        "lingering_connections 198.19.190.0/24"),
                row("SYN scan, refused", t -> scan(t, TcpFlags.SYN, true), "port_scan " + BOT),
                row("SYN scan, unanswered", t -> scan(t, TcpFlags.SYN, false), "port_scan " + BOT),
                row("FIN scan", t -> scan(t, TcpFlags.FIN, true), "port_scan " + BOT),
                row("NULL scan", t -> scan(t, 0, false), "port_scan " + BOT),
                row("Xmas scan", t -> scan(t, TcpFlags.FIN | TcpFlags.PSH | TcpFlags.URG, true), "port_scan " + BOT),
                row("ACK scan", t -> scan(t, TcpFlags.ACK, true), "port_scan " + BOT),
                row("UDP scan", AttackScenariosTest::udpScan, "port_scan " + BOT),
                row("scan over an hour", AttackScenariosTest::slowScan, "port_scan " + BOT),
                row(
                        "one port of many hosts",
                        t -> repeat(40, i -> new Talk(t, BOT, "198.18.3." + i, 22).syn()),
                        "host_scan " + BOT),
                row(
                        "heads that do not end",
                        t -> repeat(25, i -> new Talk(t, BOT, 80).open().ask("GET / HTTP/1.1\r\nX-a: b\r\n")),
                        "slow_headers " + BOT),
                row(
                        "heads that come letter by letter",
                        t -> repeat(
                                25, i -> new Talk(t, BOT, 80).open().ask("G").ask("ET /")),
                        "slow_headers " + BOT),
                row(
                        "bodies that do not come",
                        t -> repeat(
                                25,
                                i -> new Talk(t, BOT, 80)
                                        .open()
                                        .ask("POST /a HTTP/1.1\r\nContent-Length: 8192\r\n\r\nabc")
                                        .ask("d")),
                        "slow_body " + BOT),
                row("answers that are not taken", AttackScenariosTest::slowRead, "slow_read " + BOT),
                row("idle connections", t -> repeat(60, i -> new Talk(t, BOT, 80).open()), "idle_connections " + BOT),
                row(
                        "requests for one page",
                        t -> ask(new Talk(t, BOT, 80).open(), 600, "login?%d"),
                        "request_flood " + BOT),
                row(
                        "answers from memcached",
                        AttackScenariosTest::reflected,
                        "amplification " + SERVER + " port 11211"),
                row("fragments of nothing", AttackScenariosTest::fragments, "fragment_flood " + SERVER + " port 0"),
                row("malformed packets", AttackScenariosTest::malformed, "malformed_flood " + SERVER + " port 0"),
                row(
                        "Direct Connect",
                        t -> repeat(
                                4, i -> new Talk(t, spoofed(i), 80).open().ask("$MyNick a|$Lock EXTENDEDPROTOCOL_")),
                        "wrong_protocol " + SERVER + " port 80"),
                row(
                        "bytes at random at the web server",
                        t -> repeat(13, i -> new Talk(t, spoofed(i), 80).open().ask("\u00a7\u0003k\u0000\u00ff" + i)),
                        "wrong_protocol " + SERVER + " port 80"));
    }

    static Stream<Arguments> neighbours() {
        return Stream.of(
                row("many visitors at once", t -> repeat(2_000, i -> visit(t, spoofed(i), "a"))),
                row(
                        "a visitor with 200 requests in 10 s",
                        t -> repeat(200, i -> {
                            visit(t, BOT, "page" + i);
                            t.pass(50);
                        })),
                row("100 users behind one address", AttackScenariosTest::manyBehindOne),
                row("phones that go away without a word", AttackScenariosTest::phones),
                row("a crawler of port 80", t -> repeat(60, i -> crawl(t, "198.18.3." + i))),
                row(
                        "FTP with a port for each file",
                        t -> repeat(
                                60,
                                i -> new Talk(t, BOT, 20_000 + i)
                                        .open()
                                        .answer("file")
                                        .close())),
                row(
                        "a slow phone",
                        t -> repeat(6, i -> new Talk(t, BOT, 80).open().ask("GET / HTTP/1.1\r\n"))),
                row("a backup", t -> repeat(4, i -> upload(new Talk(t, BOT, 80).open(), 300))),
                row(
                        "a crowd before a server that does not answer",
                        t -> repeat(400, i -> new Talk(t, BOT, 80).open().ask(GET.formatted("page" + i)))),
                row(
                        "the same over TLS",
                        t -> repeat(600, i -> new Talk(t, BOT, 443).open().ask("\u0016\u0003\u0001hello"))),
                row("browsers that connect ahead", AttackScenariosTest::connectAhead),
                row("a resolver's answers", AttackScenariosTest::resolver),
                row("large datagrams", AttackScenariosTest::largeDatagrams),
                row(
                        "a page about Direct Connect",
                        t -> repeat(
                                10,
                                i -> new Talk(t, BOT, 80)
                                        .open()
                                        .ask("POST /wiki HTTP/1.1\r\nContent-Length: 13\r\n\r\n$Lock EXTENDE")
                                        .answer(OK)
                                        .close())),
                row(
                        "bytes at random where they belong",
                        t -> repeat(
                                60, i -> new Talk(t, spoofed(i), 1_194).open().ask("\u0000\u000e8\u00a7" + i))),
                row(
                        "TLS at the port without",
                        t -> repeat(60, i -> visitSaying(t, spoofed(i), "\u0016\u0003\u0001\u0002\u0000\u0001"))),
                row(
                        "paths in other alphabets",
                        t -> repeat(60, i -> visitSaying(t, spoofed(i), "GET /\u00d0\u00b6 HTTP/1.1\r\n\r\n"))),
                row(
                        "a strange client now and then",
                        t -> repeat(60, i -> visitSaying(t.pass(2_000), spoofed(i), "\u0003\u0000\u0000\u0013"))),
                row(
                        "Direct Connect where it belongs",
                        t -> repeat(10, i -> new Talk(t, BOT, 411).open().ask("$MyNick a|$Lock EXTENDEDPROTOCOL_"))),
                row(
                        "traceroute",
                        t -> repeat(
                                90,
                                i -> t.send(
                                        PacketBuilder.raw().ipv4(BOT, SERVER).udp(40_000, 33_434 + i)))),
                row(
                        "a server that was connected before",
                        t -> repeat(60, i -> new Talk(t, BOT, 40_000 + i).clientFlags(TcpFlags.ACK))));
    }

    private static void repeat(int times, Consumer<Integer> action) {
        for (int i = 0; i < times; i++) {
            action.accept(i);
        }
    }

    private static void visitSaying(AttackTraffic traffic, String visitor, String bytes) {
        new Talk(traffic, visitor, 80).open().ask(bytes).answer(OK).close();
    }

    private static void visit(AttackTraffic traffic, String visitor, String page) {
        new Talk(traffic, visitor, 80)
                .open()
                .ask(GET.formatted(page))
                .answer(OK)
                .close();
    }

    /// The story of 2009, from 31 addresses of a /27, three connections each.
    private static void neighbours(AttackTraffic traffic) {
        repeat(
                93,
                i -> new Talk(traffic, "198.19.190." + (224 + i % 31), 80)
                        .open()
                        .ask(GET.formatted(""))
                        .answer(OK)
                        .clientFin()
                        .serverFin());
    }

    private static void scan(AttackTraffic traffic, int flags, boolean refused) {
        repeat(40, i -> {
            Talk talk = new Talk(traffic, BOT, 100 + i).clientFlags(flags);
            if (refused) {
                talk.serverReset();
            }
        });
    }

    private static void udpScan(AttackTraffic traffic) {
        repeat(
                40,
                i -> traffic.send(PacketBuilder.raw()
                        .ipv4(BOT, SERVER)
                        .udp(40_000, 100 + i)
                        .payload("?")));
    }

    private static void slowScan(AttackTraffic traffic) {
        repeat(39, i -> {
            new Talk(traffic, BOT, 100 + i).syn().serverReset();
            traffic.pass(90_000);
        });
    }

    private static void slowRead(AttackTraffic traffic) {
        repeat(
                25,
                i -> new Talk(traffic, BOT, 80)
                        .open()
                        .ask(GET.formatted("large"))
                        .window(1_000)
                        .answer(OK)
                        .window(0));
    }

    private static void ask(Talk talk, int times, String page) {
        repeat(times, i -> talk.ask(GET.formatted(page.formatted(i))).answer(OK));
    }

    private static void reflected(AttackTraffic traffic) {
        repeat(
                600,
                i -> traffic.send(PacketBuilder.raw()
                        .ipv4(spoofed(i % 20), SERVER)
                        .udp(11_211, 1_024 + i % 7)
                        .payload("VALUE")));
    }

    private static void fragments(AttackTraffic traffic) {
        repeat(
                1_100,
                i -> traffic.send(PacketBuilder.raw()
                        .ipv4(BOT, SERVER)
                        .id(i)
                        .protocol(17)
                        .fragmentBits(1)
                        .fragmentOffset(64)
                        .payload("x".repeat(64))));
    }

    private static void malformed(AttackTraffic traffic) {
        byte[] packet =
                PacketBuilder.raw().ipv4(BOT, SERVER).tcp(1, 80).payload("x").bytes();
        packet[32] = 0x10;
        repeat(600, i -> traffic.send(packet));
    }

    private static void manyBehindOne(AttackTraffic traffic) {
        repeat(10, second -> {
            repeat(60, i -> visit(traffic, BOT, "page" + (second * 60 + i) % 50));
            traffic.pass(1_000);
        });
    }

    /// One in ten connections is never closed by its visitor.
    private static void phones(AttackTraffic traffic) {
        repeat(300, i -> {
            Talk talk = new Talk(traffic, BOT, 80)
                    .open()
                    .ask(GET.formatted("page" + i))
                    .answer(OK)
                    .serverFin();
            if (i % 10 != 0) {
                talk.clientFin();
            }
            traffic.pass(200);
        });
    }

    private static void crawl(AttackTraffic traffic, String host) {
        new Talk(traffic, BOT, host, 80)
                .open()
                .ask(GET.formatted(""))
                .answer(OK)
                .close();
    }

    private static void upload(Talk talk, int segments) {
        talk.ask("PUT /backup HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n");
        repeat(segments, i -> talk.ask("x".repeat(1_000)));
    }

    private static void connectAhead(AttackTraffic traffic) {
        repeat(100, i -> {
            visit(traffic, BOT, "page" + i);
            visit(traffic, BOT, "picture" + i);
            new Talk(traffic, BOT, 80).open();
            traffic.pass(20);
        });
    }

    private static void resolver(AttackTraffic traffic) {
        repeat(
                1_000,
                i -> traffic.send(PacketBuilder.raw()
                                .ipv4(SERVER, "198.19.0.53")
                                .udp(1_024 + i, 53)
                                .payload("question"))
                        .send(PacketBuilder.raw()
                                .ipv4("198.19.0.53", SERVER)
                                .udp(53, 1_024 + i)
                                .payload("answer")));
    }

    private static void largeDatagrams(AttackTraffic traffic) {
        repeat(400, i -> {
            byte[] datagram = PacketBuilder.raw()
                    .ipv4(BOT, SERVER)
                    .id(i)
                    .udp(4_000, 4_000)
                    .payload("x".repeat(7_000))
                    .bytes();
            Fragments.ofIpv4(datagram, 1_480).forEach(traffic::send);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void shouldTellAnAttackFromItsStartToItsEnd(String name, Consumer<AttackTraffic> attack, List<String> starts) {
        try (AttackTraffic traffic = new AttackTraffic()) {
            attack.accept(traffic);
            repeat(20, i -> traffic.pass(200));

            assertThat(told(traffic, " start ")).isEqualTo(starts);
            assertThat(told(traffic, " end ")).isEmpty();

            traffic.end();
            assertThat(told(traffic, " end ")).isEqualTo(starts);
        }
    }

    private static List<String> told(AttackTraffic traffic, String moment) {
        return traffic.told().stream()
                .filter(told -> told.contains(moment))
                .map(told -> told.replace(moment, " "))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("neighbours")
    void shouldSayNothingAboutNeighbours(String name, Consumer<AttackTraffic> visit, List<String> none) {
        try (AttackTraffic traffic = new AttackTraffic()) {
            visit.accept(traffic);
            repeat(20, i -> traffic.pass(200));
            traffic.end();

            assertThat(traffic.told()).isEqualTo(none);
            assertThat(traffic.due()).isEmpty();
            assertThat(traffic.cuts()).isZero();
        }
    }
}
