package dev.winnow.bench.arena;

import dev.winnow.bench.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Debian's nginx with small limits: 128 connections at once.
final class WebServer {
    static final int CONNECTIONS = 128;

    /// Where something answers in the place of ssh: who gets there is all that matters here.
    static final int SSH = 22;

    private static final int ARTICLES = 20;
    private static final int PHOTOS = 40;
    private static final int ARTICLE_BYTES = 6_000;
    private static final int PHOTO_BYTES = 20_000;
    private static final int DOWNLOAD_BYTES = 8 << 20;
    private static final long POLL_MS = 100;
    private static final int POLLS = 100;

    private final Process process;
    private final Path folder;

    private WebServer(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /// Starts it on the arena's server, and returns when it answers. It ends with the server, or after `seconds`.
    static WebServer start(Arena arena, int seconds) throws IOException {
        Path folder = arena.folder("nginx");
        writePages(Files.createDirectories(folder.resolve("pages")));
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(folder));
        Process process = arena.server()
                .start(
                        List.of(
                                "timeout",
                                "--kill-after=2",
                                Integer.toString(seconds),
                                "nginx",
                                "-c",
                                configuration.toString()),
                        arena.log("nginx"));
        WebServer server = new WebServer(process, folder);
        server.awaitAnswer(arena);
        return server;
    }

    private void awaitAnswer(Arena arena) throws IOException {
        for (int i = 0; ; i++) {
            try {
                arena.server().run("curl", "-s", "-o", "/dev/null", "http://127.0.0.1/");
                return;
            } catch (IOException e) {
                if (i == POLLS || !process.isAlive()) {
                    throw new IOException("nginx does not answer: " + Files.readString(arena.log("nginx")), e);
                }
                Commands.pause(POLL_MS);
            }
        }
    }

    private static void writePages(Path pages) throws IOException {
        Random random = new Random(ARTICLES);
        write(pages, "index.html", ARTICLE_BYTES, random);
        write(pages, "style.css", ARTICLE_BYTES, random);
        write(pages, "script.js", ARTICLE_BYTES, random);
        write(pages, "logo.png", ARTICLE_BYTES, random);
        write(pages, "download.iso", DOWNLOAD_BYTES, random);
        Files.createDirectories(pages.resolve("article"));
        Files.createDirectories(pages.resolve("photo"));
        for (int i = 1; i <= ARTICLES; i++) {
            write(pages, "article/" + i + ".html", ARTICLE_BYTES, random);
        }
        for (int i = 1; i <= PHOTOS; i++) {
            write(pages, "photo/" + i + ".jpg", PHOTO_BYTES, random);
        }
    }

    private static void write(Path pages, String name, int length, Random random) throws IOException {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        Files.write(pages.resolve(name), bytes);
    }

    private static String configuration(Path folder) {
        return """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log notice;
                user root;
                events { worker_connections %2$d; }
                http {
                    access_log %1$s/access.log combined;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    keepalive_timeout 5s;
                    types { text/html html; image/jpeg jpg; text/css css; }
                    server {
                        listen 80 backlog=128;
                        listen %3$d;
                        root %1$s/pages;
                        location /form { proxy_pass http://unix:%1$s/form.sock:/; }
                    }
                    server {
                        listen unix:%1$s/form.sock;
                        access_log off;
                        location / { return 200 "thank you"; }
                    }
                }
                """.formatted(folder, CONNECTIONS, SSH);
    }

    Path accessLog() {
        return folder.resolve("access.log");
    }

    Path errorLog() {
        return folder.resolve("error.log");
    }

    /// The server's TCP sockets, as the kernel shows them.
    Path sockets() {
        return Path.of("/proc", Long.toString(process.pid()), "net/tcp");
    }
}
