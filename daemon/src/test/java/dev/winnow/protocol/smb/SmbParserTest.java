package dev.winnow.protocol.smb;

import static dev.winnow.protocol.smb.SmbMessages.frame;
import static dev.winnow.protocol.smb.SmbMessages.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Stage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SmbParserTest {
    private static final int PORT = 445;
    private static final String LONG = "0123456789abcdef".repeat(40);

    @Property(tries = 100)
    void shouldPutWrittenFilesTogetherHoweverTheStreamIsCut(
            @ForAll @IntRange(min = 1, max = 900) int pieceLength, @ForAll boolean isOld) {
        byte[] stream = isOld
                ? join(
                        frame(SmbMessages.write1(7, "one ")),
                        frame(SmbMessages.write1(8, LONG)),
                        frame(SmbMessages.write1(7, "file")),
                        frame(SmbMessages.close1(7)))
                : join(
                        frame(SmbMessages.write2(7, "one ")),
                        frame(SmbMessages.write2(8, LONG), SmbMessages.write2(7, "file"), SmbMessages.close2(7)));
        try (Talk talk = Talk.tcp(PORT)) {
            talk.say(Direction.TO_SERVER, stream, pieceLength);
            assertThat(talk.all(Field.FILE_DATA, Direction.TO_SERVER)).containsExactly("one file", LONG);
            assertThat(talk.conversation().transaction(0).stage(Direction.TO_SERVER))
                    .isEqualTo(Stage.COMPLETE);
            assertThat(talk.conversation().transaction(1).stage(Direction.TO_SERVER))
                    .isEqualTo(Stage.BODY);
        }
    }

    @Test
    void shouldTellTheFilesThatAreReadApartByTheRequests() {
        try (Talk talk = Talk.tcp(PORT)) {
            talk.say(Direction.TO_SERVER, frame(SmbMessages.readRequest2(11, 7)));
            talk.say(Direction.TO_SERVER, frame(SmbMessages.readRequest2(12, 8)));
            talk.say(Direction.TO_SERVER, frame(SmbMessages.readRequest2(13, 7)));
            talk.say(Direction.TO_CLIENT, frame(SmbMessages.readReply2(11, "one ")));
            talk.say(Direction.TO_CLIENT, frame(SmbMessages.readReply2(12, "other")));
            talk.say(Direction.TO_CLIENT, frame(SmbMessages.readReply2(13, "file")));
            assertThat(talk.all(Field.FILE_DATA, Direction.TO_CLIENT)).containsExactly("one file", "other");
        }
        try (Talk talk = Talk.tcp(PORT)) {
            talk.say(Direction.TO_SERVER, frame(SmbMessages.readRequest1(3, 7)));
            talk.say(Direction.TO_CLIENT, frame(SmbMessages.readReply1(3, "old")));
            talk.say(Direction.TO_SERVER, frame(SmbMessages.close1(7)));
            assertThat(talk.all(Field.FILE_DATA, Direction.TO_CLIENT)).containsExactly("old");
            Transaction file = talk.conversation().transaction(0);
            assertThat(file.stage(Direction.TO_CLIENT)).isEqualTo(Stage.COMPLETE);
            talk.conversation().inspected(file, Direction.TO_CLIENT);
            assertThat(talk.conversation().transactionCount()).isZero();
        }
    }

    @Test
    void shouldBeginANewFileWhereAnOldOneWasClosed() {
        try (Talk talk = Talk.tcp(PORT)) {
            talk.say(Direction.TO_SERVER, join(frame(SmbMessages.write2(7, "one")), frame(SmbMessages.close2(7))));
            talk.say(Direction.TO_SERVER, frame(SmbMessages.write2(7, "two")));
            assertThat(talk.all(Field.FILE_DATA, Direction.TO_SERVER)).containsExactly("one", "two");
        }
    }

    @Property(tries = 3000)
    void shouldSurviveChangedBytes(
            @ForAll @IntRange(max = 130) int place,
            @ForAll byte value,
            @ForAll @IntRange(min = 1, max = 130) int piece) {
        byte[] stream =
                join(frame(SmbMessages.write2(7, "a"), SmbMessages.write2(8, "b")), frame(SmbMessages.close2(7)));
        stream[12 + place] = value;
        try (Talk talk = Talk.tcp(PORT)) {
            talk.say(Direction.TO_SERVER, stream, piece).say(Direction.TO_CLIENT, stream, piece);
            assertThat(talk.all(Field.FILE_DATA, Direction.TO_SERVER)).hasSizeLessThanOrEqualTo(2);
        }
    }
}
