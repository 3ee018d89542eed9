package dev.winnow.protocol.http;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.BodyLimits;
import dev.winnow.protocol.FileSums;
import dev.winnow.protocol.InspectionState;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TransactionEvent;
import dev.winnow.rule.syntax.AppProtocol;

/// A request and its response; either may be missing. Fields are made when they are first asked for.
///
/// Pooled with its memory given back. Threading: its flow's.
public final class HttpTransaction implements Transaction {
    private final Message request;
    private final Message response;
    private final RequestFields requestFields;
    private final ResponseFields responseFields;
    private final InspectionState requestInspection = new InspectionState();
    private final InspectionState responseInspection = new InspectionState();
    private final ByteRange range = new ByteRange();
    private final HeadExaminer examiner = new HeadExaminer(this);
    private final boolean examines;
    private long id;
    private Method method = Method.OTHER;
    private long events;
    private boolean isOld;
    private boolean continues;
    private boolean isAnswered;
    private boolean hasRequest;
    private boolean isRequestDone;
    private boolean isResponseDone;

    HttpTransaction(BlockPool blocks, Decompressors decompressors, HttpSettings settings, ProtocolSettings asked) {
        boolean atOnce = settings.bodiesAtOnce();
        examines = asked.asksForEventsOf(AppProtocol.HTTP);
        BodyLimits sent = settings.requestBody();
        BodyLimits answered = settings.responseBody();
        request = new Message(
                blocks,
                new MessageBody(blocks, decompressors, sent, atOnce, new FileSums(asked, blocks, sent.maxBytes())),
                HeaderTable.Leniency.OF_SERVERS);
        response = new Message(
                blocks,
                new MessageBody(
                        blocks, decompressors, answered, atOnce, new FileSums(asked, blocks, answered.maxBytes())),
                HeaderTable.Leniency.OF_CLIENTS);
        requestFields = new RequestFields(request, new FileSums(asked, blocks, sent.maxBytes()), blocks);
        responseFields = new ResponseFields(response, requestFields);
    }

    /// Begins to be another one.
    ///
    /// @param startsWithRequest rather than with a response to a request that was missed
    void start(long newId, boolean startsWithRequest) {
        id = newId;
        hasRequest = startsWithRequest;
        isAnswered = !startsWithRequest;
        isRequestDone = !startsWithRequest;
        isResponseDone = false;
        isOld = false;
        continues = false;
        events = 0;
        method = Method.OTHER;
    }

    /// Gives all memory back.
    void clear() {
        request.clear();
        response.clear();
        requestFields.clear();
        requestInspection.reset();
        responseInspection.reset();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public AppProtocol protocol() {
        return AppProtocol.HTTP1;
    }

    @Override
    public Stage stage(Direction direction) {
        return message(direction).stage();
    }

    @Override
    public boolean hasNewHeaders(Direction direction) {
        return message(direction).hasNewHeaders();
    }

    @Override
    public int revision(Direction direction) {
        return message(direction).revision();
    }

    @Override
    public boolean find(Field field, Direction direction, int instance, ByteRange out) {
        return direction == Direction.TO_SERVER
                ? requestFields.find(field, method, instance, out)
                : responseFields.find(field, method, instance, out);
    }

    @Override
    public long number(NumberField field, Direction direction, int instance) {
        if (field == NumberField.FILE_SIZE) {
            return sums(direction).size(instance);
        }
        if (instance > 0) {
            return NO_NUMBER;
        }
        if (field == NumberField.FILE_COUNT) {
            return find(Field.FILE_NAME, direction, 0, range) ? 1 : NO_NUMBER;
        }
        return direction == Direction.TO_SERVER ? requestNumber(field) : NO_NUMBER;
    }

    private FileSums sums(Direction direction) {
        return direction == Direction.TO_SERVER
                ? requestFields.sums(method)
                : response.body().sums();
    }

    private long requestNumber(NumberField field) {
        return switch (field) {
            case URI_LENGTH -> length(Field.HTTP_URI);
            case RAW_URI_LENGTH -> length(Field.HTTP_URI_RAW);
            default -> NO_NUMBER;
        };
    }

    private long length(Field field) {
        return find(field, Direction.TO_SERVER, 0, range) ? range.length() : NO_NUMBER;
    }

    @Override
    public long events() {
        boolean isDamaged =
                examines && (request.body().isDamaged() || response.body().isDamaged());
        return isDamaged ? events | TransactionEvent.HTTP_DAMAGED_CODING.bit() : events;
    }

    /// The server lets the client go on (RFC 9110, 15.2.1).
    ///
    /// @return whether it did before
    boolean continuesAgain() {
        boolean isAgain = continues;
        continues = true;
        return isAgain;
    }

    void note(TransactionEvent event) {
        events |= event.bit();
    }

    /// The headers of a direction are all there.
    void examine(Direction direction) {
        if (examines && direction == Direction.TO_SERVER) {
            examiner.request();
        } else if (examines) {
            examiner.response();
        }
    }

    @Override
    public InspectionState inspection(Direction direction) {
        return direction == Direction.TO_SERVER ? requestInspection : responseInspection;
    }

    /// Points `out` at what the request's X-Forwarded-For headers say, for whoever reports where it came
    /// from; false if they say nothing.
    public boolean forwardedFor(ByteRange out) {
        return request.headers().value(HeaderName.X_FORWARDED_FOR, out) && out.length() > 0;
    }

    Message message(Direction direction) {
        return direction == Direction.TO_SERVER ? request : response;
    }

    Message request() {
        return request;
    }

    Message response() {
        return response;
    }

    Method method() {
        return method;
    }

    void setMethod(Method newMethod) {
        method = newMethod;
    }

    /// Whether the request was of HTTP/0.9.
    boolean isOld() {
        return isOld;
    }

    void setOld() {
        isOld = true;
    }

    /// Whether a response belongs to it already.
    boolean isAnswered() {
        return isAnswered;
    }

    void setAnswered() {
        isAnswered = true;
    }

    /// Whether the request's body, if there is one, is a file.
    boolean sendsOneFile() {
        return requestFields.isOneFile(method);
    }

    boolean hasRequest() {
        return hasRequest;
    }

    /// Notes that rules have looked into what there is of a direction.
    ///
    /// @return whether they have seen all of both
    boolean inspected(Direction direction) {
        if (direction == Direction.TO_SERVER) {
            requestFields.readFiles(method);
        }
        message(direction).inspected();
        if (stage(direction) == Stage.COMPLETE) {
            if (direction == Direction.TO_SERVER) {
                isRequestDone = true;
            } else {
                isResponseDone = true;
            }
        }
        return isRequestDone && isResponseDone;
    }

    /// There will be no response.
    ///
    /// @return whether rules have seen all there is
    boolean unanswered() {
        isResponseDone = true;
        return isRequestDone;
    }
}
