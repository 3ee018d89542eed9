package dev.winnow.bench.load;

import dev.winnow.bench.Commands;
import dev.winnow.bench.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// Records web traffic of many kinds: wrk against nginx, in a network namespace each.
final class WebTraffic {
    /// Requests that have [ReplayGate#MARKER_URI].
    static final int MARKERS = 20;

    private static final String DEVICE = "web";
    private static final String CLIENT_ADDRESS = "198.18.89.1";
    private static final String SERVER_ADDRESS = "198.18.89.2";
    private static final int WINDOW_SECONDS = 1;
    private static final int MAX_WINDOWS = 120;
    private static final long SETTLE_MS = 1_500;
    private static final long SEED = 20_140_407;

    /// Sizes as on a page: documents, scripts, pictures, a download.
    private static final int[] FILE_BYTES = {700, 3_000, 9_000, 25_000, 60_000, 150_000, 600_000};

    private final Namespace client;
    private final Namespace server;
    private final Path folder;

    private WebTraffic(Namespace client, Namespace server, Path folder) {
        this.client = client;
        this.server = server;
        this.folder = folder;
    }

    /// Makes traffic until `capture` has `bytes`.
    ///
    /// @param workDirectory for nginx's files
    /// @throws IOException if a tool is missing or fails, or packets were lost on the way to the file
    static void record(Path capture, long bytes, Path workDirectory) throws IOException {
        String name = "wr" + ProcessHandle.current().pid();
        try (Namespace client = Namespace.create(name + "-client");
                Namespace server = Namespace.create(name + "-server")) {
            WebTraffic traffic = new WebTraffic(client, server, Files.createDirectories(workDirectory.resolve("web")));
            traffic.build();
            traffic.writeFiles();
            traffic.run(capture, bytes);
        }
    }

    /// Segments are as large as on a wire: no offloading to a card that is not there.
    private void build() throws IOException {
        client.ip("link", "add", DEVICE, "type", "veth", "peer", "name", DEVICE, "netns", server.name());
        client.ip("link", "set", DEVICE, "gso_max_segs", "1", "up");
        server.ip("link", "set", DEVICE, "gso_max_segs", "1", "up");
        client.ip("address", "add", CLIENT_ADDRESS + "/30", "dev", DEVICE);
        server.ip("address", "add", SERVER_ADDRESS + "/30", "dev", DEVICE);
    }

    /// Pages of words, and files that look compressed.
    private void writeFiles() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < FILE_BYTES.length; i++) {
            byte[] bytes = new byte[FILE_BYTES[i]];
            random.nextBytes(bytes);
            Files.write(folder.resolve(i + ".jpg"), bytes);
            String words =
                    "<html><body>" + Base64.getMimeEncoder(72, new byte[] {' '}).encodeToString(bytes);
            Files.writeString(folder.resolve(i + ".html"), words.substring(0, FILE_BYTES[i]));
        }
        Files.writeString(folder.resolve("nginx.conf"), nginxConfiguration());
        Files.writeString(folder.resolve("mix.lua"), MIX);
    }

    private String nginxConfiguration() {
        return """
                daemon off;
                worker_processes 1;
                pid %s/nginx.pid;
                error_log stderr crit;
                user root;
                events { worker_connections 512; }
                http {
                    access_log off;
                    client_body_temp_path %s;
                    types { text/html html; image/jpeg jpg; }
                    gzip on;
                    keepalive_requests 50;
                    server {
                        listen %s:80;
                        root %s;
                        location / { try_files $uri /1.html; error_page 405 =200 $uri; }
                    }
                }
                """.formatted(folder, folder, SERVER_ADDRESS, folder);
    }

    private void run(Path capture, long bytes) throws IOException {
        server.start(List.of("nginx", "-c", folder.resolve("nginx.conf").toString()));
        Process recorder = server.start(List.of(
                "tcpdump", "-i", DEVICE, "-w", capture.toString(), "-B", "262144", "-Z", "root", "tcp port 80"));
        Commands.pause(SETTLE_MS);
        String url = "http://" + SERVER_ADDRESS;
        for (int window = 0; Files.size(capture) < bytes; window++) {
            if (window == MAX_WINDOWS) {
                throw new IOException("the capture grows too slowly");
            }
            client.run(
                    "wrk",
                    "-t1",
                    "-c" + (8 << window % 4),
                    "-d" + WINDOW_SECONDS + "s",
                    "-s",
                    folder.resolve("mix.lua").toString(),
                    url);
        }
        client.run("curl", "-s", "-o", "/dev/null", url + ReplayGate.MARKER_URI + "/[1-" + MARKERS + "].html");
        Commands.pause(SETTLE_MS);
        stop(recorder);
    }

    private void stop(Process recorder) throws IOException {
        recorder.toHandle().destroy();
        String said = Commands.finish(recorder, List.of("tcpdump"));
        if (!said.contains("\n0 packets dropped by kernel")) {
            throw new IOException("tcpdump lost packets: " + said.strip().replace('\n', ' '));
        }
    }

    /// What browsers and programs ask for: long and short URIs, queries, cookies, forms, some over a connection of
    /// their own.
    private static final String MIX = """
            local agents = {
              "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
              "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
              "curl/8.5.0", "python-requests/2.31.0" }
            local sizes = { 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6 }
            math.randomseed(20140407)
            request = function()
              local file = sizes[math.random(#sizes)] .. (math.random(3) == 1 and ".jpg" or ".html")
              local headers = {
                ["Host"] = "www" .. math.random(9) .. ".example.com",
                ["User-Agent"] = agents[math.random(#agents)],
                ["Accept"] = "text/html,application/xhtml+xml,*/*;q=0.8",
                ["Accept-Language"] = "en-GB,en;q=0.5",
                ["Referer"] = "http://www.example.com/index.html?page=" .. math.random(500),
                ["Cookie"] = "session=" .. math.random(1000000000) .. "; theme=dark" }
              if math.random(3) == 1 then headers["Accept-Encoding"] = "gzip, deflate" end
              if math.random(20) == 1 then headers["Connection"] = "close" end
              local query = math.random(2) == 1 and "?id=" .. math.random(100000) .. "&q=search+words&lang=en" or ""
              if math.random(10) == 1 then
                headers["Content-Type"] = "application/x-www-form-urlencoded"
                return wrk.format("POST", "/" .. file .. query, headers,
                  "user=name" .. math.random(1000) .. "&comment=" .. string.rep("some+text+", math.random(40)))
              end
              return wrk.format("GET", "/" .. file .. query, headers)
            end
            """;
}
