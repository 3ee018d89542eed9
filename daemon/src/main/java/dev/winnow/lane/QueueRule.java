package dev.winnow.lane;

import dev.winnow.config.QueueMode;
import dev.winnow.config.WinnowConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An iptables rule that hands packets to winnow: put in at start, taken out at stop, for IPv4 and IPv6.
///
/// The rule always has `--queue-bypass`, so that packets flow when nobody reads the queue. Rules are inserted and
/// deleted one by one; no chain is ever deleted, because that would drop every packet waiting in any queue.
///
/// Threading: one thread. Source: iptables-extensions(8), NFQUEUE.
final class QueueRule implements AutoCloseable {
    private static final List<String> COMMENT = List.of("-m", "comment", "--comment", "winnow");
    private static final long TIMEOUT_SECONDS = 20;

    private final List<String> rule;
    private final List<String> tools;
    private final List<String> installedBy = new ArrayList<>();

    private QueueRule(List<String> rule, List<String> tools) {
        this.rule = rule;
        this.tools = tools;
    }

    /// A rule that is not yet installed.
    ///
    /// @param words  the chain and what packets must match, as iptables has it: `INPUT -p tcp --dport 80`
    /// @param queues a connection stays on one of them
    /// @param nfq    in mode repeat, the rule passes over packets that come back with its mark
    static QueueRule of(List<String> words, QueueRange queues, WinnowConfig.Queue nfq) {
        List<String> rule = new ArrayList<>(words);
        if (nfq.mode() == QueueMode.REPEAT) {
            int mask = nfq.repeatMask();
            rule.addAll(List.of("-m", "mark", "!", "--mark", "%#x/%#x".formatted(nfq.repeatMark() & mask, mask)));
        }
        rule.addAll(COMMENT);
        rule.addAll(List.of("-j", "NFQUEUE"));
        rule.addAll(
                queues.first() == queues.last()
                        ? List.of("--queue-num", queues.toString())
                        : List.of("--queue-balance", queues.toString()));
        rule.add("--queue-bypass");
        return new QueueRule(List.copyOf(rule), toolsFor(words));
    }

    /// An address in the rule fixes its family; without one it goes to both.
    private static List<String> toolsFor(List<String> words) {
        boolean ipv6 = words.stream().anyMatch(word -> word.indexOf(':') != word.lastIndexOf(':'));
        boolean ipv4 = words.stream().anyMatch(word -> word.matches("!?\\d+\\.\\d+\\.\\d+\\.\\d+(/.*)?"));
        if (ipv4 == ipv6) {
            return List.of("iptables", "ip6tables");
        }
        return List.of(ipv4 ? "iptables" : "ip6tables");
    }

    /// Inserts the rule at the head of its chain, after taking out what a killed run may have left.
    ///
    /// @throws IOException with words for a person if iptables refuses or is missing; nothing is left behind then
    void install() throws IOException {
        for (String tool : tools) {
            try {
                deleteAll(tool);
                run(tool, "-I");
                installedBy.add(tool);
            } catch (IOException e) {
                close();
                throw e;
            }
        }
    }

    /// Takes the rule out again. Idempotent.
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (String tool : List.copyOf(installedBy)) {
            try {
                run(tool, "-D");
                installedBy.remove(tool);
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// The rule as an iptables command has it, without the tool's name.
    @Override
    public String toString() {
        return String.join(" ", rule);
    }

    private void deleteAll(String tool) throws IOException {
        while (exitStatus(tool, "-C") == 0) {
            run(tool, "-D");
        }
    }

    private int exitStatus(String tool, String verb) throws IOException {
        Process process = start(tool, verb);
        process.getInputStream().readAllBytes();
        return waitFor(process);
    }

    private void run(String tool, String verb) throws IOException {
        Process process = start(tool, verb);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (waitFor(process) != 0) {
            throw new IOException(tool + " " + verb + " " + this + ": "
                    + output.lines().findFirst().orElse("failed"));
        }
    }

    private Process start(String tool, String verb) throws IOException {
        List<String> command = new ArrayList<>(Arrays.asList(tool, "-w", "5", verb));
        command.addAll(rule);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(tool + " cannot be run: install iptables", e);
        }
    }

    private static int waitFor(Process process) throws IOException {
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("iptables did not answer within " + TIMEOUT_SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while iptables ran", e);
        }
    }
}
