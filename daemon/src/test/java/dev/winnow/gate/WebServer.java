package dev.winnow.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Debian's nginx on the server's port 80, IPv4 and IPv6, with its log and pages in a folder of the test. It listens at
/// port 22 too, in the place of an sshd: to be connected there is what counts.
final class WebServer implements AutoCloseable {
    private static final int DOWNLOAD_LENGTH = 20 << 20;

    private final Path accessLog;
    private final Path download;
    private final Process nginx;

    WebServer(TwoHosts hosts, Path folder) throws IOException, InterruptedException {
        accessLog = folder.resolve("access.log");
        Path pages = Files.createDirectory(folder.resolve("pages"));
        Files.writeString(pages.resolve("index.html"), "ordinary\n");
        download = pages.resolve("download");
        byte[] bytes = new byte[DOWNLOAD_LENGTH];
        new Random(7).nextBytes(bytes);
        Files.write(download, bytes);
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, configuration(folder, pages));
        nginx = Shell.start(
                hosts.onServer("nginx", "-c", configuration.toString(), "-g", "daemon off;"),
                folder.resolve("nginx.out"));
        List<String> probe = hosts.onServer("curl", "-s", "-o", "/dev/null", "http://127.0.0.1/probe");
        Shell.await("nginx answers", () -> Shell.run(probe).exitStatus() == 0);
    }

    private String configuration(Path folder, Path pages) {
        return """
                user root;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 256; }
                http {
                    log_format line '$remote_addr $request_uri $status';
                    access_log %2$s line;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    server {
                        listen 80;
                        listen [::]:80;
                        listen 22;
                        root %3$s;
                        try_files $uri /index.html;
                    }
                }
                """.formatted(folder, accessLog, pages);
    }

    /// The requests that reached the server, a line each.
    List<String> requests() throws IOException {
        return Files.readAllLines(accessLog);
    }

    long requestsOf(String part) throws IOException {
        return requests().stream().filter(line -> line.contains(part)).count();
    }

    /// What `/download` must come through as.
    Path download() {
        return download;
    }

    @Override
    public void close() {
        Shell.terminate(nginx);
    }
}
