package dev.winnow.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.bindings.generated.libc.libc_h;
import dev.winnow.bindings.generated.libc.nlmsghdr;
import java.lang.foreign.GroupLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedLayoutsTest {
    private static AbiFacts compiler;

    @BeforeAll
    static void askTheCompiler() {
        compiler = AbiFacts.ofThisMachine();
    }

    /// Every generated class that describes a struct, as `library.struct`.
    static Stream<String> structs() throws Exception {
        Path classes = Path.of(
                libc_h.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path generated = classes.resolve("dev/winnow/bindings/generated");
        try (Stream<Path> files = Files.walk(generated)) {
            return files
                    .map(file -> generated.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.endsWith("_h.class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("structs")
    void shouldLieInMemoryAsTheCompilerSays(String name) throws Exception {
        String struct = name.substring(name.indexOf('.') + 1);
        boolean optional = !name.startsWith("libc.");
        assumeTrue(!optional || compiler.knows(struct), "the headers of " + name + " are not installed");
        GroupLayout layout = (GroupLayout) Class.forName("dev.winnow.bindings.generated." + name)
                .getMethod("layout")
                .invoke(null);

        assertThat(AbiFacts.of(struct, layout)).isEqualTo(compiler.about(struct));
    }

    @Test
    void shouldSeeTheStructsWhenListed() throws Exception {
        assertThat(structs()).contains("libc." + nlmsghdr.class.getSimpleName()).hasSizeGreaterThan(25);
    }
}
