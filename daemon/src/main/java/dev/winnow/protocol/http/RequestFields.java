package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.FileSums;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Stage;

/// The fields of a request that rules look into. Pooled with its transaction. Threading: its flow's.
final class RequestFields {
    private final Message request;
    private final RequestUri uri;
    private final GrowingBytes host;
    private final MultipartFiles files;
    private final ByteRange body = new ByteRange();

    /// @param sums of the files in a form's parts; owned
    RequestFields(Message request, FileSums sums, BlockPool blocks) {
        this.request = request;
        uri = new RequestUri(request, blocks);
        host = new GrowingBytes(blocks, HttpSettings.MAX_LINE_BYTES);
        files = new MultipartFiles(blocks, sums);
    }

    void clear() {
        uri.clear();
        host.clear();
        files.clear();
    }

    /// See [HttpTransaction#find].
    boolean find(Field field, Method method, int instance, ByteRange out) {
        return switch (field) {
            case HTTP_REQUEST_HEADER -> request.text().header(instance, out);
            case FILE_DATA -> file(method, instance, out);
            case FILE_NAME -> fileName(method, instance, out);
            case FILE_MD5, FILE_SHA1, FILE_SHA256 -> sums(method).find(field, instance, out);
            default -> instance == 0 && find(field, method, out);
        };
    }

    private boolean find(Field field, Method method, ByteRange out) {
        return switch (field) {
            case HTTP_METHOD -> request.line().word(0, out);
            case HTTP_URI -> uri.normalized(method, out);
            case HTTP_URI_RAW -> uri.raw(out);
            case HTTP_PROTOCOL -> request.line().word(2, out);
            case HTTP_REQUEST_LINE -> request.startLine(out);
            case HTTP_HOST -> host(method, out);
            case HTTP_HOST_RAW -> uri.host(method, out) || header(HeaderName.HOST, out);
            case HTTP_HEADER -> request.text().headers(HeaderName.COOKIE, out);
            case HTTP_COOKIE -> header(HeaderName.COOKIE, out);
            case HTTP_USER_AGENT -> header(HeaderName.USER_AGENT, out);
            case HTTP_REFERER -> header(HeaderName.REFERER, out);
            case HTTP_ACCEPT -> header(HeaderName.ACCEPT, out);
            case HTTP_ACCEPT_LANG -> header(HeaderName.ACCEPT_LANGUAGE, out);
            case HTTP_ACCEPT_ENC -> header(HeaderName.ACCEPT_ENCODING, out);
            case HTTP_REQUEST_BODY -> request.body().into(out);
            default -> CommonFields.find(field, request, out);
        };
    }

    private boolean header(HeaderName name, ByteRange out) {
        return CommonFields.header(request, name, out);
    }

    private boolean host(Method method, ByteRange out) {
        if (uri.host(method, out)) {
            return true;
        }
        if (host.length() == 0 && header(HeaderName.HOST, out)) {
            HostName.append(out, host);
        }
        host.into(out);
        return host.length() > 0;
    }

    /// Points `out` at the normalised path, the name of a file without another.
    boolean path(Method method, ByteRange out) {
        return uri.path(method, out);
    }

    private boolean file(Method method, int instance, ByteRange out) {
        if (!request.body().into(body)) {
            return false;
        }
        if (isForm(method)) {
            return files.content(body, request.stage() == Stage.COMPLETE, instance, out);
        }
        return instance == 0 && isOneFile(method) && request.body().into(out);
    }

    /// Whether the body has files as parts.
    private boolean isForm(Method method) {
        return method == Method.POST && files.isMultipart(request.headers());
    }

    /// Whether the body is a file.
    boolean isOneFile(Method method) {
        return method == Method.PUT || (method == Method.POST && !isForm(method));
    }

    /// The sizes and digests of the files that have come.
    FileSums sums(Method method) {
        readFiles(method);
        return isForm(method) ? files.sums() : request.body().sums();
    }

    /// Takes notice of a form's files before more comes.
    void readFiles(Method method) {
        if (files.sums().isWanted() && isForm(method) && request.body().into(body)) {
            files.read(body, request.stage() == Stage.COMPLETE);
        }
    }

    private boolean fileName(Method method, int instance, ByteRange out) {
        if (isForm(method)) {
            return request.body().into(body) && files.name(body, request.stage() == Stage.COMPLETE, instance, out);
        }
        boolean hasFile = request.hasBody() && request.body().isWanted() && isOneFile(method);
        return instance == 0 && hasFile && path(method, out);
    }
}
