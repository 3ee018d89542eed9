package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/// The whole way from packets to alerts against [FieldRule#holds]: a rule alerts once for each transaction of which it
/// is true, however the sender cuts and shuffles.
final class HttpOraclePropertyTest {
    @Provide
    Arbitrary<HttpTalk> talks() {
        return HttpTalk.any();
    }

    @Provide
    Arbitrary<FieldRule> rules() {
        return FieldRule.any();
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void shouldAlertExactlyWhenTheFieldsSaySo(
            @ForAll @Size(min = 1, max = 8) List<@From("rules") FieldRule> rules,
            @ForAll @Size(min = 1, max = 3) List<@From("talks") HttpTalk> talks,
            @ForAll long seed) {
        try (JudgedTraffic traffic = new JudgedTraffic(FieldRule.file(rules), false)) {
            new Sender(traffic, new Random(seed)).sendAll(talks);
            traffic.end();

            assertThat(traffic.alerts().stream().sorted().toList())
                    .as("%s%n%s", FieldRule.file(rules), talks)
                    .isEqualTo(FieldRule.expected(rules, talks));
        }
    }

    /// Both ends of a connection.
    private static final class Sender {
        private static final int MAX_CUTS = 6;

        private final JudgedTraffic traffic;
        private final Random random;
        private final TcpScript tcp = new TcpScript();
        private int clientPlace = 1;
        private int serverPlace = 1;

        Sender(JudgedTraffic traffic, Random random) {
            this.traffic = traffic;
            this.random = random;
        }

        void sendAll(List<HttpTalk> talks) {
            tcp.handshake().forEach(traffic::send);
            for (HttpTalk talk : talks) {
                send(true, clientPlace, talk.request());
                clientPlace += talk.request().length();
                send(false, serverPlace, talk.response());
                serverPlace += talk.response().length();
            }
        }

        private void send(boolean fromClient, int place, String text) {
            for (int[] piece : pieces(text.length())) {
                String bytes = text.substring(piece[0], piece[1]);
                traffic.send(fromClient ? tcp.client(place + piece[0], bytes) : tcp.server(place + piece[0], bytes));
            }
        }

        /// Starts and ends, in the order of sending.
        private List<int[]> pieces(int length) {
            List<Integer> cuts = new ArrayList<>(random.ints(random.nextInt(MAX_CUTS), 1, length)
                    .distinct()
                    .sorted()
                    .boxed()
                    .toList());
            cuts.add(length);
            List<int[]> pieces = new ArrayList<>();
            int from = 0;
            for (int cut : cuts) {
                pieces.add(new int[] {from, cut});
                from = cut;
            }
            if (random.nextInt(3) == 0) {
                Collections.shuffle(pieces, random);
            }
            return pieces;
        }
    }
}
