// SPDX-License-Identifier: Apache-2.0
package spiders.web.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.web.pdf.PdfReport.Block;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

class PdfReportTest {

    private static byte[] report(List<Block> blocks) {
        return new PdfReport(
                        Locale.FRENCH,
                        "Un titre",
                        "en bas",
                        (page, pages) -> "page " + page + " sur " + pages,
                        blocks)
                .bytes();
    }

    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void nothing_of_a_long_text_is_cut_and_its_lines_stay_lines() throws IOException {
        var words = new ArrayList<String>();
        for (int i = 0; i < 3000; i++) {
            words.add("mot" + i + ".");
        }
        var text =
                text(
                        report(
                                List.of(
                                        new Block.Heading("Partie"),
                                        new Block.Fact("Histoire", String.join(" ", words)),
                                        new Block.Fact("Deux lignes", "première\nseconde"),
                                        new Block.Paragraph("La fin."))));

        assertThat(text).contains(words).contains("La fin.", "Un titre", "Partie", "en bas");
        assertThat(text.lines().map(String::strip)).contains("seconde");
        assertThat(text).contains("page 1 sur").doesNotContain("…");
    }

    @Test
    void a_heading_stands_on_the_page_of_what_follows_it() throws IOException {
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < 120; i++) {
            blocks.add(new Block.Heading("Titre " + i + "."));
            blocks.add(new Block.Fact("Nom", "suite " + i + "."));
        }
        try (var document = Loader.loadPDF(report(blocks))) {
            assertThat(document.getNumberOfPages()).isGreaterThan(3);
            var stripper = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                var text = stripper.getText(document);
                for (int i = 0; i < 120; i++) {
                    assertThat(text.contains("Titre " + i + "."))
                            .isEqualTo(text.contains("suite " + i + "."));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "\u0000\u0007", "中文", "\ud83d\ude00", "a\r\nb"})
    void whatever_a_text_holds_there_is_a_file(String text) throws IOException {
        var blocks = new ArrayList<Block>();
        blocks.add(new Block.Heading(text));
        blocks.add(new Block.Paragraph(text));
        blocks.add(new Block.Fact(text, text));
        blocks.add(new Block.Paragraph("the end"));

        assertThat(text(report(blocks))).contains("the end");
    }
}
