package dev.winnow.bench.arena.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A hundred people, most of whom read a page and think, and a dozen who look through a gallery as fast as it shows:
/// 200 requests in ten seconds.
///
/// Writes a line for each request: when it was begun in milliseconds since 1970, the visitor's address, how long it
/// took in microseconds, and the answer's status or what there was instead.
@Command(name = "visitors", description = "Browses like people do.")
final class Visitors implements Callable<Integer> {
    private static final int ARTICLES = 20;
    private static final int PHOTOS = 40;
    private static final long QUICK_PERIOD_NS = 50_000_000;
    private static final String ANSWERED = "200";

    /// When something does not come, people look at what is not there, and ask again.
    private static final int RELOAD_MS = 1_000;

    private static final int LEAST_THOUGHT_MS = 2_000;
    private static final int MOST_THOUGHT_MS = 7_000;
    private static final List<String> PARTS = List.of("/style.css", "/script.js", "/logo.png", "/photo/1.jpg");

    @Mixin
    private TrafficOptions options;

    @Option(names = "--output", required = true, description = "Where the lines go.")
    private Path output;

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        InetSocketAddress server = options.server();
        List<String> sources = Sources.visitors();
        options.awaitStart();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < sources.size(); i++) {
                InetAddress source = InetAddress.getByName(sources.get(i));
                Random random = new Random(i);
                boolean quick = Sources.isQuick(i);
                var _ = people.submit(() -> visit(server, source, random, quick));
            }
        }
        Files.write(output, new ArrayList<>(lines));
        return 0;
    }

    private void visit(InetSocketAddress server, InetAddress source, Random random, boolean quick) {
        try (Browser browser = new Browser(server, source)) {
            Thread.sleep(random.nextInt(quick ? LEAST_THOUGHT_MS / 2 : MOST_THOUGHT_MS));
            while (options.goesOn()) {
                if (quick) {
                    leafThrough(browser, source, random);
                } else {
                    read(browser, source, random);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void leafThrough(Browser browser, InetAddress source, Random random) throws InterruptedException {
        long dueNs = System.nanoTime() + QUICK_PERIOD_NS;
        boolean shown = ask(browser, source, "/photo/" + (1 + random.nextInt(PHOTOS)) + ".jpg");
        Thread.sleep(shown ? Math.max(0, dueNs - System.nanoTime()) / 1_000_000 : RELOAD_MS);
    }

    private void read(Browser browser, InetAddress source, Random random) throws InterruptedException {
        String article = "/article/" + (1 + random.nextInt(ARTICLES)) + ".html?page=" + random.nextInt(9);
        if (!ask(browser, source, article)) {
            Thread.sleep(RELOAD_MS);
            return;
        }
        PARTS.forEach(part -> ask(browser, source, part));
        browser.rest(random.nextInt(LEAST_THOUGHT_MS, MOST_THOUGHT_MS));
    }

    /// Whether it came.
    private boolean ask(Browser browser, InetAddress source, String path) {
        if (!options.goesOn()) {
            return false;
        }
        long atMs = System.currentTimeMillis();
        long startNs = System.nanoTime();
        String result;
        try {
            result = Integer.toString(browser.fetch(path));
        } catch (IOException | UncheckedIOException e) {
            result = e.getClass().getSimpleName();
        }
        long microseconds = (System.nanoTime() - startNs) / 1_000;
        lines.add("%d %s %d %s".formatted(atMs, source.getHostAddress(), microseconds, result));
        return ANSWERED.equals(result);
    }
}
