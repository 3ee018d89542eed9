package dev.winnow.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class PlotTest {
    private static final Plot PLOT = new Plot()
            .add("subnet", "no filter", 0.5, 0, false)
            .add("subnet", "winnow", 1, 0, true)
            .add("noise", "a <b> & c", 0.25, 12, false);

    @Test
    void shouldBeWellFormedWhateverTheNames() {
        assertThatCode(() -> DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(PLOT.render()))))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldDrawEachBarAsLongAsItsShareAndSayWhoWasBanned() {
        assertThat(PLOT.render())
                .contains("width=\"180.0\"", "width=\"360.0\"", "width=\"90.0\"")
                .contains(">50.0 %<", ">100.0 %<", ">25.0 %, 12 banned<");
    }

    @Test
    void shouldNameEachStoryOnce() {
        assertThat(PLOT.render()).containsOnlyOnce(">subnet<").containsOnlyOnce(">noise<");
    }
}
