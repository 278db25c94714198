// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;

/** Names come from files, which do not keep to the 64 characters of an LO. */
class LettersTest {

    private static final String LONG = "W\u00e9".repeat(100_000);

    @Test
    @Timeout(20)
    void a_name_without_end_is_cut_in_no_time() throws IOException {
        try (var document = new PDDocument()) {
            var letters = Letters.of(document);
            for (int cell = 0; cell < 20; cell++) {
                var fitted = letters.fitted(LONG, 9, 100);

                assertThat(letters.width(fitted, 9)).isBetween(80f, 100f);
                assertThat(fitted).startsWith("W\u00e9W").endsWith("\u2026");
            }
        }
    }

    @Test
    @Timeout(20)
    void a_word_without_end_is_broken_into_lines_of_all_its_letters() throws IOException {
        try (var document = new PDDocument()) {
            var letters = Letters.of(document);
            var lines = letters.lines("un " + LONG, 9, 400);

            assertThat(String.join("", lines)).isEqualTo("un" + LONG);
            for (var line : lines) {
                assertThat(letters.width(line, 9)).isLessThanOrEqualTo(400.1f);
            }
        }
    }

    @Test
    void what_fits_stays_as_it_is() throws IOException {
        try (var document = new PDDocument()) {
            assertThat(Letters.of(document).fitted("Moelle", 9, 100)).isEqualTo("Moelle");
        }
    }
}
