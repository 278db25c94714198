// SPDX-License-Identifier: Apache-2.0
package spiders.web.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

class PdfTableTest {

    private static final String ACCENTS =
            "àâäçéèêëîïôöùûüÿæœÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ « n’est » – 12\u202f€ ﬁn…";

    @Test
    void every_letter_of_french_is_read_back_from_the_file() throws IOException {
        var text = text(table(List.of(List.of(ACCENTS, "file efficace, confirmé"))).bytes());

        assertThat(text.replace('\n', ' '))
                .contains("àâäçéèêëîïôöùûüÿæœÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÆŒ", "« n’est »", "12 €")
                .contains("file efficace, confirmé");
    }

    @Test
    void it_is_of_pages_of_a4_with_headings_and_numbers_on_each_and_the_font_in_it()
            throws IOException {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < 200; i++) {
            rows.add(List.of("row " + i + ".", "b"));
        }
        var bytes = table(rows).bytes();

        try (var document = Loader.loadPDF(bytes)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isBetween(3, 8);
            var stripper = new PDFTextStripper();
            for (int i = 1; i <= pages; i++) {
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                assertThat(stripper.getText(document))
                        .contains("Column A", "page " + i + " of " + pages, "made by nobody");
                assertThat(document.getPage(i - 1).getMediaBox().getWidth())
                        .isEqualTo(PDRectangle.A4.getWidth());
            }
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("A title");
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
            for (var name : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(name).isEmbedded()).isTrue();
            }
        }
        var text = text(bytes);
        for (var row : rows) {
            assertThat(text).contains(row.getFirst());
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatever_a_name_holds_there_is_a_file(String name) throws IOException {
        var table =
                new PdfTable(
                        Locale.ENGLISH,
                        name,
                        List.of(name, "after"),
                        name,
                        (page, pages) -> page + name + pages,
                        List.of(new PdfTable.Column(name, 1), new PdfTable.Column("B", 9)),
                        List.of(List.of(name, name), List.of("the", "end")));

        assertThat(text(table.bytes())).contains("after", "the", "end");
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                " ",
                "<script>alert('x')</script>",
                "李小龍",
                "👩🏽‍⚕️ Dr Émoji",
                "\ud800 half a letter \udc00",
                "\u0000\u0001\u001b[31m\r\n\t\u0085\u2028\u2029",
                "\u202egnp.exe שלום مرحبا",
                "e\u0301\u0323 z\u200dw\u200b\ufeff\u00ad",
                "(\\)]TJ ET Q %PDF-1.7 /Name <<>> endstream",
                "x".repeat(500),
                "é ".repeat(250),
                "李".repeat(500),
                "👩".repeat(500),
                "x".repeat(100_000));
    }

    @Test
    void what_the_font_lacks_is_a_question_mark_and_markup_is_text() throws IOException {
        var text = text(table(List.of(List.of("<b>李 & 👩</b>", "b"))).bytes());

        assertThat(text).contains("<b>? & ?</b>");
    }

    @Test
    void a_long_cell_is_cut_with_an_ellipsis_and_a_row_stays_on_one_page() throws IOException {
        var rows = Collections.nCopies(60, List.of("word ".repeat(400) + "last", "b"));
        var text = text(table(rows).bytes());

        assertThat(text).contains("…").doesNotContain("last");
        assertThat(text.split("…", -1)).hasSize(61);
    }

    @Test
    void random_letters_never_stop_it() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            var name = new StringBuilder();
            for (int j = random.nextInt(200); j > 0; j--) {
                name.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x500 : 0x110000));
            }
            var bytes = table(List.of(List.of(name.toString(), "end"))).bytes();
            assertThat(text(bytes)).as("seed %d", seed).contains("end");
        }
    }

    @Test
    void rows_that_do_not_fit_their_columns_or_are_too_many_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> table(List.of(List.of("a"))));
        var row = List.of("a", "b");
        var most = Collections.nCopies(PdfTable.MOST_ROWS, row);
        assertThat(table(most).rows()).hasSize(PdfTable.MOST_ROWS);
        var more = Collections.nCopies(PdfTable.MOST_ROWS + 1, row);
        assertThatIllegalArgumentException().isThrownBy(() -> table(more));
    }

    private static PdfTable table(List<List<String>> rows) {
        return new PdfTable(
                Locale.FRENCH,
                "A title",
                List.of("A paragraph"),
                "made by nobody",
                "page %d of %d"::formatted,
                List.of(new PdfTable.Column("Column A", 2), new PdfTable.Column("Column B", 1)),
                rows);
    }

    private static String text(byte[] bytes) throws IOException {
        try (var document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
