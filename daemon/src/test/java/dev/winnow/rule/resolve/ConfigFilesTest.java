package dev.winnow.rule.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.resolve.Classifications.Classification;
import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.SourceText;
import dev.winnow.rule.syntax.Reference;
import org.junit.jupiter.api.Test;

class ConfigFilesTest {
    @Test
    void shouldShipTheClassesThatRulesExpect() {
        Classifications standard = Classifications.standard();
        assertThat(standard.byName()).hasSizeGreaterThan(40);
        assertThat(standard.find("Attempted-Admin"))
                .contains(new Classification("attempted-admin", "Attempted Administrator Privilege Gain", 1));
        assertThat(standard.find("tcp-connection").orElseThrow().priority()).isEqualTo(4);
        assertThat(standard.find("nope")).isEmpty();
    }

    @Test
    void shouldShipResourcesWithoutMistakes() {
        for (String name : new String[] {"classification", "reference"}) {
            Diagnostics diagnostics = new Diagnostics(Classifications.resource("/dev/winnow/rule/" + name + ".config"));
            if (name.equals("reference")) {
                References.read(diagnostics);
            } else {
                Classifications.read(diagnostics);
            }
            assertThat(diagnostics.render(10)).isEmpty();
        }
    }

    @Test
    void shouldReportEachBadClassificationAndReadTheRest() {
        Diagnostics diagnostics = new Diagnostics(new SourceText("c.config", """
                # comment
                config classification: a,An A,1
                  config classification: b,A B,0
                config classification: c,A C
                config reference: x,y,1
                nonsense
                config classification: a,Again,2
                config classification: d , A D , 255"""));
        Classifications read = Classifications.read(diagnostics);
        assertThat(read.byName().values())
                .containsExactlyInAnyOrder(new Classification("a", "An A", 1), new Classification("d", "A D", 255));
        assertThat(diagnostics.render(10)).isEqualTo("""
                        c.config:3:3: error: priority must be 1..255, got 0
                        3 |   config classification: b,A B,0
                          |   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                        c.config:4:1: error: expected 3 fields with commas between them, found 2
                        4 | config classification: c,A C
                          | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~
                        c.config:5:1: error: expected `config classification:`
                        5 | config reference: x,y,1
                          | ^~~~~~~~~~~~~~~~~~~~~~~
                        c.config:6:1: error: expected `config classification:`
                        6 | nonsense
                          | ^~~~~~~~
                        c.config:7:1: error: classification `a` is defined twice
                        7 | config classification: a,Again,2
                          | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                        """);
    }

    @Test
    void shouldMakeAddressesOfReferences() {
        Diagnostics diagnostics =
                new Diagnostics(new SourceText("r.config", "config reference: here   http://x.example/?q=\n"));
        References references = References.read(diagnostics);
        assertThat(diagnostics.render(1)).isEmpty();
        assertThat(references.url(new Reference("HERE", "7"))).contains("http://x.example/?q=7");
        assertThat(references.url(new Reference("there", "7"))).isEmpty();
        assertThat(References.standard().url(new Reference("url", "example.org")))
                .contains("http://example.org");
    }

    @Test
    void shouldReportBadReferences() {
        Diagnostics diagnostics = new Diagnostics(
                new SourceText("r.config", "config reference: a\nconfig reference: b c\nconfig reference: b d\n"));
        References.read(diagnostics);
        assertThat(diagnostics.errors()).isEqualTo(2);
    }
}
