// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.cli.analysis.SampleFiles.FRAME;
import static spiders.cli.analysis.SampleFiles.box;
import static spiders.cli.analysis.SampleFiles.nothing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.cli.Cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same numbers as JSON and on paper, and ROIs paired by what their names mean. */
class ReportFormatsTest {

    @TempDir private Path folder;

    private record Ended(int code, String out, String err) {}

    private static Ended run(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var texts = new ArrayList<>(List.of("analysis"));
        for (var argument : arguments) {
            texts.add(argument.toString());
        }
        int code =
                Cli.run(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        texts.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    private SampleFiles files() {
        return new SampleFiles(folder);
    }

    private Path reference() throws IOException {
        return files().structures(
                        "reference.dcm",
                        List.of(box(1, "Foie \"1\"", 0), box(2, "Rate", 0), nothing(3, "Rien")));
    }

    @Test
    void json_holds_settings_rows_and_nothing_where_nothing_is_defined() throws IOException {
        var test = files().structures("test.dcm", List.of(box(1, "Foie \"1\"", 2)));

        var ended = run("contours", reference(), test, "--format", "json", "--step", "1");

        assertThat(ended.code()).isEqualTo(Cli.DONE);
        assertThat(ended.out())
                .startsWith("{")
                .contains("\"command\": \"contours\"", "\"step\": \"1.0 mm\"")
                .contains(
                        "{\"roi\": \"Foie \\\"1\\\"\", \"roi_number\": 1, \"state\": \"compared\"")
                .contains("\"dice\": 0.9000")
                .contains("\"roi\": \"Rate\", \"roi_number\": 2, \"state\": \"not in the test\"")
                .contains("\"reference_cc\": null")
                .contains("\"complete\": true")
                .endsWith("}" + System.lineSeparator());
    }

    @Test
    void what_is_not_complete_says_so_in_json() throws IOException {
        var dose = files().dose("1.2.9");

        var ended = run("dvh", reference(), dose, "--format", "json");

        assertThat(ended.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(ended.out()).contains("\"complete\": false", "\"mean\": null");
    }

    @Test
    void what_is_read_is_not_replaced_by_its_table() throws IOException {
        var reference = reference();
        var test = files().structures("test.dcm", List.of(box(1, "Rate", 2)));
        byte[] before = Files.readAllBytes(reference);

        var ended = run("contours", reference, test, "--out", reference);

        assertThat(ended.code()).isEqualTo(Cli.USAGE);
        assertThat(ended.err()).contains("is read too").hasLineCount(1);
        assertThat(Files.readAllBytes(reference)).isEqualTo(before);
    }

    @Test
    void no_other_dicom_file_is_replaced_either_but_an_older_table_is() throws IOException {
        var other = files().structures("other.dcm", List.of(box(1, "Rate", 2)));
        byte[] before = Files.readAllBytes(other);
        var table = Files.writeString(folder.resolve("table.csv"), "older");

        var refused = run("contours", reference(), reference(), "--out", other);
        var written = run("contours", reference(), reference(), "--out", table);

        assertThat(refused.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(refused.err()).contains("is a DICOM file, and is not replaced");
        assertThat(Files.readAllBytes(other)).isEqualTo(before);
        assertThat(written.code()).isEqualTo(Cli.DONE);
        assertThat(table).content().startsWith("roi,");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_semicolon_begins_no_cell_to_a_spreadsheet_in_french() throws IOException {
        var name = "x;=HYPERLINK(1)";
        var reference = files().structures("one.dcm", List.of(box(1, name, 0)));

        var ended = run("contours", reference, reference);

        assertThat(ended.out()).contains("\n\"" + name + "\",");
    }

    @Test
    void a_pdf_needs_a_file_and_nothing_is_computed_without() throws IOException {
        var ended = run("dvh", reference(), files().dose(FRAME), "--format", "pdf");

        assertThat(ended.code()).isEqualTo(Cli.USAGE);
        assertThat(ended.err()).contains("--out").hasLineCount(1);
    }

    @Test
    void dose_on_paper_has_the_numbers_and_a_curve_of_each_roi() throws IOException {
        var out = folder.resolve("dose.pdf");

        var ended = run("dvh", reference(), files().dose(FRAME), "--format", "pdf", "--out", out);

        assertThat(ended.code()).isEqualTo(Cli.DONE);
        assertThat(ended.out()).isEmpty();
        assertThat(Paper.text(out))
                .contains("Dose-volume numbers", "Rate", "Foie \"1\"", "Rien", "no dose")
                .contains("12.0000", "1.2.3.5", "1.2.3.7", "sampled slabs, linear dose")
                .contains("not defined", "page 1 of");
        assertThat(Paper.pixels(out, Paper.BLUE)).isGreaterThan(100);
        assertThat(Paper.pixels(out, Paper.VERMILION)).isGreaterThan(100);
        assertThat(folder.resolve("dose.pdf.part")).doesNotExist();
    }

    @Test
    void contours_on_paper_are_shown_where_they_disagree_most() throws IOException {
        var test = files().structures("test.dcm", List.of(box(1, "Foie \"1\"", 2)));
        var out = folder.resolve("contours.pdf");

        var ended = run("contours", reference(), test, "--format", "pdf", "--out", out);

        assertThat(ended.code()).isEqualTo(Cli.DONE);
        // Two stripes of 2 by 20 mm.
        assertThat(Paper.text(out))
                .contains("Foie \"1\": plane at -13.5 mm, 0.80 cm² in one only")
                .contains("not in the test", "exact overlap");
        assertThat(Paper.pixels(out, Paper.BLUE)).isGreaterThan(100);
        assertThat(Paper.pixels(out, Paper.VERMILION)).isGreaterThan(100);
    }

    @Test
    void of_what_fails_half_way_no_file_is_left() throws IOException {
        var out = folder.resolve("none.csv");

        var ended = run("dvh", reference(), folder.resolve("absent.dcm"), "--out", out);

        assertThat(ended.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(out).doesNotExist();
        assertThat(folder.resolve("none.csv.part")).doesNotExist();
    }

    @Test
    void a_table_goes_to_a_file_where_wished() throws IOException {
        var out = folder.resolve("table.csv");

        var ended = run("dvh", reference(), files().dose(FRAME), "--out", out);

        assertThat(ended.out()).isEmpty();
        assertThat(Files.readAllLines(out)).hasSize(4).first().asString().startsWith("roi,");
    }

    @Test
    void names_of_two_languages_are_paired_and_what_is_doubtful_is_left_to_a_person()
            throws IOException {
        var french =
                files().structures(
                                "fr.dcm",
                                List.of(
                                        box(1, "Foie", 0),
                                        box(2, "Poumon", 0),
                                        box(3, "Ring PTV", 0)));
        var english =
                files().structures(
                                "en.dcm",
                                List.of(box(7, "liver", 2), box(8, "Lung_L", 0), box(9, "Zzz", 0)));

        var ended = run("contours", french, english, "--map-names");
        var plain = run("contours", french, english);

        assertThat(ended.out())
                .containsPattern("Foie,1,compared,liver,Liver,\"mapped, confidence 0[.]\\d\\d\"")
                .contains("Poumon,2,not in the test,,,to be decided (SIDE_MISSING): Lung_L or")
                .contains("Ring PTV,3,not in the test,,,helper structure (OPTIMISATION)")
                .contains("Lung_L,8,no reference,,Lung_L")
                .contains("Zzz,9,no reference,,,not in the list");
        assertThat(ended.err())
                .contains("Poumon: to be decided (SIDE_MISSING): Lung_L or Lung_R")
                .contains("liver: taken as Liver, as Foie of the reference is");
        assertThat(plain.out()).contains("Foie,1,not in the test").doesNotContain("Liver");
    }

    @Test
    void two_rois_of_one_meaning_pair_with_nothing() throws IOException {
        var twice = files().structures("twice.dcm", List.of(box(1, "Foie", 0), box(2, "Liver", 0)));
        var once = files().structures("once.dcm", List.of(box(1, "Liver", 0)));

        var ended = run("contours", once, twice, "--map-names");

        assertThat(ended.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(ended.out()).contains("Liver,1,not compared");
        assertThat(ended.err()).contains("several ROIs have this name");
    }
}
