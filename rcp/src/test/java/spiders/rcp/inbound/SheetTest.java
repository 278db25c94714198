// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.rcp.inbound.SheetException.Kind;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;

/** Sheets as spreadsheets save them, and as nobody should. */
class SheetTest {

    private static final String HEADER =
            "Nom;Prénom;Né le;Sexe;IPP;Établissement;Question posée;Motif;Patient informé";
    private static final String LINE =
            "DEMO-MARTIN;Hélène;14/03/1956;F;7;CHU;\"Chirurgie ?\r\nDite \"\"urgente\"\"\";"
                    + "Proposition thérapeutique;oui";
    private static final String SHEET = HEADER + "\r\n" + LINE + "\r\n\r\n" + LINE + "\r\n";

    @Test
    void a_sheet_is_read_with_its_lines_numbered_as_in_the_file() {
        var read = CaseSheet.read(SHEET.getBytes(UTF_8));

        assertThat(read.entries()).extracting(entry -> entry.line().number()).containsExactly(2, 5);
        var form = read.entries().getFirst().form();
        assertThat(form.person().birthName()).isEqualTo("DEMO-MARTIN");
        assertThat(form.person().givenNames()).isEqualTo("Hélène");
        assertThat(form.question()).isEqualTo("Chirurgie ?\r\nDite \"urgente\"");
        assertThat(form.reason()).isEqualTo("TREATMENT_PROPOSAL");
        assertThat(form.patientInformed()).isTrue();
        assertThat(form.identifierAuthority()).isEqualTo("CHU");
    }

    @Test
    void its_encoding_is_found_out() {
        var expected = CaseSheet.read(SHEET.getBytes(UTF_8)).entries();

        for (var bytes :
                List.of(
                        ("\uFEFF" + SHEET).getBytes(UTF_8),
                        SHEET.getBytes(Charset.forName("windows-1252")))) {
            assertThat(CaseSheet.read(bytes).entries()).isEqualTo(expected);
        }
        assertRefused(SHEET.getBytes(UTF_16), Kind.NOT_TEXT);
    }

    @ParameterizedTest
    @ValueSource(chars = {';', ',', '\t'})
    void its_separator_is_found_out(char separator) {
        var header = "Nom,Prénom,Né le,Sexe,Question,Motif,Patient informé".replace(',', separator);
        var cells = List.of("\"A;B\t,C\"", "Élise", "1950-01-02", "F", "Q", "Recours", "1");

        var read =
                CaseSheet.read(
                        (header + "\n" + String.join(String.valueOf(separator), cells))
                                .getBytes(UTF_8));

        assertThat(read.entries().getFirst().form().person().birthName()).isEqualTo("A;B\t,C");
        assertThat(read.entries().getFirst().form().reason()).isEqualTo("RECOURSE");
    }

    @Test
    void tumour_and_stage_follow_the_question() {
        var text =
                "Nom;Prénom;Né le;Sexe;Question;Motif;Patient informé;Tumeur;TNM\n"
                        + "A;B;1950-01-02;F;Chirurgie ?;Recours;non;Poumon droit;cT2N0M0\n";

        var form = CaseSheet.read(text.getBytes(UTF_8)).entries().getFirst().form();

        assertThat(form.question()).isEqualTo("Chirurgie ?\nPoumon droit\ncT2N0M0");
        assertThat(form.patientInformed()).isFalse();
    }

    @Test
    void what_is_missing_or_twice_is_named() {
        assertThatExceptionOfType(SheetException.class)
                .isThrownBy(() -> CaseSheet.read("Nom;Prénom\nA;B".getBytes(UTF_8)))
                .matches(e -> e.kind() == Kind.COLUMN_MISSING)
                .matches(e -> e.where().equals("Date de naissance"));
        assertRefused((HEADER + ";DDN\n" + LINE).getBytes(UTF_8), Kind.COLUMN_TWICE);
        assertRefused(HEADER.getBytes(UTF_8), Kind.EMPTY);
        assertRefused(new byte[0], Kind.EMPTY);
        assertRefused((HEADER + "\n\"A;B").getBytes(UTF_8), Kind.OPEN_QUOTE);
    }

    @Test
    void every_limit_holds() {
        var most = HEADER + ("\n" + "a;b").repeat(Sheet.MAX_LINES);
        assertThat(CaseSheet.read(most.getBytes(UTF_8)).entries()).hasSize(Sheet.MAX_LINES);
        assertRefused((most + "\nc").getBytes(UTF_8), Kind.TOO_MANY_LINES);
        assertRefused(
                (HEADER + "\n" + "a;".repeat(64) + "b").getBytes(UTF_8), Kind.TOO_MANY_COLUMNS);
        assertRefused((HEADER + "\n" + "a".repeat(8001)).getBytes(UTF_8), Kind.CELL_TOO_LONG);
        assertRefused(new byte[Sheet.MAX_BYTES + 1], Kind.TOO_LARGE);
    }

    @Test
    void cut_anywhere_or_of_random_bytes_it_is_read_or_refused() {
        byte[] whole = SHEET.getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            readOrRefused(java.util.Arrays.copyOf(whole, length));
        }
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            try {
                readOrRefused(bytes);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void no_cell_that_is_written_is_a_formula() {
        var written =
                new SheetWriter()
                        .line(List.of("=HYPERLINK(\"x\")", "+33", "-1", "@SUM", "\t=1", "a=b", ""))
                        .bytes();

        assertThat(new String(written, UTF_8))
                .isEqualTo(
                        "\uFEFF\"'=HYPERLINK(\"\"x\"\")\";\"'+33\";\"'-1\";\"'@SUM\";\"'\t=1\";"
                                + "\"a=b\";\"\"\r\n");
    }

    @Test
    void the_template_is_understood() {
        var template = new SheetWriter().line(CaseSheet.template()).line(List.of("A")).bytes();

        assertThat(CaseSheet.read(template).entries()).hasSize(1);
    }

    private static void readOrRefused(byte[] bytes) {
        try {
            assertThat(CaseSheet.read(bytes).entries()).isNotEmpty();
        } catch (SheetException refused) {
            assertThat(refused.kind()).isNotNull();
        }
    }

    private static void assertRefused(byte[] bytes, Kind kind) {
        assertThatExceptionOfType(SheetException.class)
                .isThrownBy(() -> CaseSheet.read(bytes))
                .matches(e -> e.kind() == kind, kind.name());
    }
}
