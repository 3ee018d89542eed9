package dev.winnow.bench.arena.traffic;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One visitor's way to the server: a connection that is kept as long as the server keeps it.
///
/// Threading: one thread. Owner: the visitor, who closes it.
final class Browser implements AutoCloseable {
    /// How long people wait.
    private static final int PATIENCE_MS = 5_000;

    private static final int MAX_LINE = 8_192;

    private final InetSocketAddress server;
    private final InetAddress source;
    private Socket socket;
    private InputStream input;

    /// @param source the address that it comes from, one of this host's
    Browser(InetSocketAddress server, InetAddress source) {
        this.server = server;
        this.source = source;
    }

    /// Asks for `path` and reads all of the answer, over a new connection where the server has closed the old one.
    ///
    /// @return the answer's status
    /// @throws IOException where there is none; the connection is gone then
    int fetch(String path) throws IOException {
        boolean kept = socket != null;
        try {
            return exchange(path);
        } catch (SocketTimeoutException e) {
            close();
            throw e;
        } catch (IOException e) {
            close();
            if (!kept) {
                throw e;
            }
        }
        try {
            return exchange(path);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private int exchange(String path) throws IOException {
        if (socket == null) {
            connect();
        }
        String request = """
                GET %s HTTP/1.1\r
                Host: www.example.org\r
                User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r
                Accept: text/html,application/xhtml+xml,*/*;q=0.8\r
                Accept-Language: en-GB,en;q=0.5\r
                \r
                """.formatted(path);
        socket.setSoTimeout(PATIENCE_MS);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return readAnswer();
    }

    private void connect() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.bind(new InetSocketAddress(source, 0));
        socket.connect(server, PATIENCE_MS);
        input = new BufferedInputStream(socket.getInputStream());
    }

    private int readAnswer() throws IOException {
        String statusLine = line();
        String[] words = statusLine.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
            throw new IOException("no answer: " + statusLine);
        }
        long length = 0;
        boolean keeps = true;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(
                        header.substring("content-length:".length()).strip());
            }
            keeps &= !header.equals("connection: close");
        }
        input.skipNBytes(length);
        if (!keeps) {
            close();
        }
        return Integer.parseInt(words[1]);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0 || line.length() == MAX_LINE) {
                throw new EOFException("the connection ended");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /// Does nothing for a while, and sees to it that the connection is closed as soon as the server closes it.
    void rest(int milliseconds) throws InterruptedException {
        long endNs = System.nanoTime() + milliseconds * 1_000_000L;
        try {
            if (socket != null) {
                socket.setSoTimeout(milliseconds);
                input.read();
                close();
            }
        } catch (SocketTimeoutException _) {
            // The server has kept it.
        } catch (IOException _) {
            close();
        }
        Thread.sleep(Math.max(0, (endNs - System.nanoTime()) / 1_000_000));
    }

    @Override
    public void close() {
        quietly(socket);
        socket = null;
    }

    /// Closes what may have been cut already.
    static void quietly(Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException _) {
            // There is nothing left of it then.
        }
    }
}
