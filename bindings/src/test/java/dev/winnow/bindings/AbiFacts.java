package dev.winnow.bindings;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.PaddingLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What the C compiler says about structs: the output of `native/src/main/c/abi.c`, which the build compiles.
public final class AbiFacts {
    private static final Path PROGRAM = Path.of("..", "native", "target", "abi");

    private final Map<String, Long> facts;

    private AbiFacts(Map<String, Long> facts) {
        this.facts = facts;
    }

    /// The facts of this machine.
    public static AbiFacts ofThisMachine() {
        assertThat(PROGRAM).as("compiled by native/build-c.sh").isExecutable();
        try {
            Path output = Files.createTempFile("abi", ".txt");
            int status = new ProcessBuilder(PROGRAM.toString())
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            assertThat(status).isZero();
            Map<String, Long> facts = Files.readAllLines(output).stream()
                    .collect(toMap(
                            AbiFacts::question, line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))));
            Files.delete(output);
            return new AbiFacts(facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Whether the compiler had the headers of `struct`.
    public boolean knows(String struct) {
        return facts.containsKey("sizeof " + struct);
    }

    /// The compiler's size and offsets of `struct`, in the form of [#of].
    public Map<String, Long> about(String struct) {
        return new TreeMap<>(facts.entrySet().stream()
                .filter(fact -> fact.getKey().equals("sizeof " + struct)
                        || fact.getKey().startsWith("offsetof " + struct + "."))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// Size and offsets of the Java layout of `struct`.
    public static Map<String, Long> of(String struct, GroupLayout layout) {
        Map<String, Long> facts = new TreeMap<>();
        facts.put("sizeof " + struct, layout.byteSize());
        for (MemoryLayout member : layout.memberLayouts()) {
            if (!(member instanceof PaddingLayout)) {
                String field = member.name().orElseThrow();
                facts.put("offsetof " + struct + "." + field, layout.byteOffset(PathElement.groupElement(field)));
            }
        }
        return facts;
    }

    private static String question(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }
}
