// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static spiders.cli.analysis.SampleFiles.FRAME;
import static spiders.cli.analysis.SampleFiles.box;
import static spiders.cli.analysis.SampleFiles.nothing;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.analysis.dose.DVH;
import spiders.cli.Cli;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of contours and dose, on boxes whose numbers are known. */
class AnalysisCommandsTest {

    @TempDir private Path folder;
    private SampleFiles files = new SampleFiles(Path.of(""));
    private Path reference;
    private Path test;

    @BeforeEach
    void write() throws IOException {
        files = new SampleFiles(folder);
        reference =
                files.structures(
                        "reference.dcm",
                        List.of(box(1, "Foie, droit", 0), box(2, "Rate", 0), nothing(3, "Rien")));
        test =
                files.structures(
                        "test.dcm",
                        List.of(box(1, "Foie, droit", 2), box(5, "Autre", 0), box(3, "Rien", 0)));
    }

    /** How a command ended, and its table by the name of the ROI. */
    private record Result(int code, String err, Map<String, Map<String, String>> rows) {

        double number(String roi, String column) {
            return Double.parseDouble(cell(roi, column));
        }

        String cell(String roi, String column) {
            return rows.getOrDefault(roi, Map.of()).getOrDefault(column, "no cell");
        }
    }

    private static Result run(Object... arguments) {
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
        var rows = new HashMap<String, Map<String, String>>();
        var lines = out.toString().lines().map(AnalysisCommandsTest::cells).toList();
        for (int i = 1; i < lines.size(); i++) {
            var row = new HashMap<String, String>();
            for (int j = 0; j < lines.getFirst().size(); j++) {
                row.put(lines.getFirst().get(j), lines.get(i).get(j));
            }
            rows.put(lines.get(i).getFirst(), row);
        }
        return new Result(code, err.toString(), rows);
    }

    /** Of a line whose quoted cells hold no quotes. */
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        for (var part : line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            cells.add(part.replace("\"", ""));
        }
        return cells;
    }

    @Test
    void contours_are_compared_by_name_and_what_is_missing_has_a_row() {
        var result = run("contours", reference, test);

        assertThat(result.code()).isEqualTo(Cli.DONE);
        assertThat(result.rows()).containsOnlyKeys("Foie, droit", "Rate", "Autre", "Rien");
        assertThat(result.cell("Foie, droit", "state")).isEqualTo("compared");
        assertThat(result.number("Foie, droit", "reference_cc")).isCloseTo(12, within(1e-3));
        assertThat(result.number("Foie, droit", "dice")).isCloseTo(0.9, within(1e-3));
        assertThat(result.number("Foie, droit", "jaccard")).isCloseTo(18 / 22.0, within(1e-3));
        assertThat(result.number("Foie, droit", "offset_x_mm")).isCloseTo(2, within(1e-3));
        assertThat(result.number("Foie, droit", "hd_mm")).isCloseTo(2, within(0.1));
        assertThat(result.cell("Foie, droit", "method")).contains("slab", "step 0.5 mm");
        assertThat(result.cell("Rate", "state")).isEqualTo("not in the test");
        assertThat(result.cell("Autre", "state")).isEqualTo("no reference");
        assertThat(result.cell("Rien", "state")).isEqualTo("unexpected");
        assertThat(result.cell("Rien", "volume_ratio")).isEmpty();
        assertThat(result.cell("Rien", "hd_mm")).isEmpty();
    }

    @Test
    void tolerances_are_columns() {
        var result = run("contours", reference, test, "--tolerance", "0.5,2.5");

        assertThat(result.number("Foie, droit", "surface_dice_2.5mm")).isCloseTo(1, within(1e-6));
        assertThat(result.number("Foie, droit", "surface_dice_0.5mm")).isBetween(0.5, 0.9);
    }

    @Test
    void dose_is_told_for_each_roi() throws IOException {
        var result = run("dvh", reference, files.dose(FRAME), "--volume-at", "30,35");

        assertThat(result.code()).isEqualTo(Cli.DONE);
        assertThat(result.number("Rate", "volume_cc")).isCloseTo(12, within(1e-3));
        assertThat(result.number("Rate", "mean")).isCloseTo(30, within(0.05));
        assertThat(result.number("Rate", "d95")).isCloseTo(21, within(0.2));
        assertThat(result.number("Rate", "v35.0gy")).isCloseTo(0.25, within(0.01));
        assertThat(result.number("Rate", "outside_grid_cc")).isCloseTo(0, within(1e-6));
        assertThat(result.cell("Rien", "state")).isEqualTo("no dose");
        assertThat(result.cell("Rien", "mean")).isEmpty();
    }

    /** The grid ends at x = 20: half of the box is beyond. */
    @Test
    void numbers_of_the_part_that_a_grid_covers_say_so() throws IOException {
        var part = files.structures("part.dcm", List.of(box(1, "Rate", 20)));

        var result = run("dvh", part, files.dose(FRAME));
        var whole = run("dvh", part, files.dose(FRAME), "--outside", "COUNT_AS_ZERO");

        assertThat(result.cell("Rate", "state")).isEqualTo("partly covered");
        assertThat(result.number("Rate", "outside_grid_cc")).isCloseTo(6, within(0.3));
        assertThat(whole.cell("Rate", "state")).isEqualTo("computed");
    }

    @Test
    void a_dose_of_another_frame_of_reference_is_refused_roi_by_roi() throws IOException {
        var result = run("dvh", reference, files.dose("1.2.9"));

        assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(result.cell("Rate", "state")).isEqualTo("not computed");
        assertThat(result.err()).contains("Rate: ", "1.2.9");
    }

    @Test
    void what_is_no_structure_set_is_said_in_a_line() throws IOException {
        var result = run("contours", files.dose(FRAME), test);
        var absent = run("dvh", folder.resolve("absent.dcm"), test);

        assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(result.err()).startsWith("spiders: ").contains("dose.dcm").hasLineCount(1);
        assertThat(absent.err()).contains("absent.dcm").hasLineCount(1);
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThat(run("contours", reference, test, "--step", "-1").code()).isEqualTo(Cli.USAGE);
        assertThat(run("dvh", reference, test, "--levels", "0").code()).isEqualTo(Cli.USAGE);
    }

    /** The first versions of 0.1 took the first of two ROIs of one name, and said nothing. */
    @Test
    void a_name_that_several_rois_have_or_none_at_all_pairs_nothing() throws IOException {
        var twice = files.structures("twice.dcm", List.of(box(1, "Rate", 0), box(2, "Rate", 4)));
        var unnamed = files.structures("unnamed.dcm", List.of(box(8, "", 0)));

        for (var result :
                List.of(run("contours", twice, test), run("contours", reference, twice))) {
            assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
            assertThat(result.cell("Rate", "state")).isEqualTo("not compared");
            assertThat(result.cell("Rate", "roi_number")).isEqualTo("2");
            assertThat(result.cell("Rate", "dice")).isEmpty();
            assertThat(result.err()).contains("twice.dcm: Rate: several ROIs have this name");
        }
        var nameless = run("contours", unnamed, unnamed);
        assertThat(nameless.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(nameless.cell("", "state")).isEqualTo("not compared");
        assertThat(nameless.err()).contains("ROI 8 has no name");
        assertThat(run("contours", reference, unnamed).cell("", "state")).isEqualTo("not compared");
    }

    @Test
    void rows_say_of_which_rois_and_instances_they_are() throws IOException {
        var contours = run("contours", reference, test);
        var dose = run("dvh", reference, files.dose(FRAME));

        for (var roi : List.of("Foie, droit", "Rate", "Autre", "Rien")) {
            assertThat(contours.cell(roi, "reference_sop_instance_uid")).isEqualTo("1.2.3.5");
            assertThat(contours.cell(roi, "test_sop_instance_uid")).isEqualTo("1.2.3.5");
        }
        assertThat(contours.cell("Autre", "roi_number")).isEqualTo("5");
        assertThat(dose.cell("Rate", "roi_number")).isEqualTo("2");
        assertThat(dose.cell("Rate", "structures_sop_instance_uid")).isEqualTo("1.2.3.5");
        assertThat(dose.cell("Rate", "dose_sop_instance_uid")).isEqualTo("1.2.3.7");
        assertThat(dose.cell("Rate", "method")).startsWith(DVH.VERSION).contains("as drawn");
    }

    @Test
    void a_name_that_a_spreadsheet_would_compute_is_text_there() throws IOException {
        var file =
                files.structures(
                        "formula.dcm",
                        List.of(
                                box(1, "=1+1", 0),
                                box(2, "@x", 0),
                                box(3, "-5", 0),
                                box(4, "a=", 0)));

        assertThat(run("contours", file, file).rows())
                .containsOnlyKeys("'=1+1", "'@x", "'-5", "a=");
        assertThat(run("dvh", file, files.dose(FRAME)).number("'-5", "minimum"))
                .isCloseTo(20, within(0.5));
    }

    /** The first versions of 0.1 took a lone plane as one millimetre thick, and said nothing. */
    @Test
    void a_lone_plane_is_as_thick_as_those_of_other_rois_are_apart_and_told() throws IOException {
        var file =
                files.structures(
                        "lone.dcm",
                        List.of(box(1, "All", 0), box(2, "One", 0, 1, 3), box(3, "Far", 0, 2, 24)));

        var result = run("dvh", file, files.dose(FRAME));
        assertThat(result.number("One", "volume_cc")).isCloseTo(1.2, within(1e-3));
        assertThat(result.cell("One", "method"))
                .contains("1 without a neighbour taken as 3.00 mm thick");
        assertThat(result.number("Far", "volume_cc")).isCloseTo(2.4, within(1e-3));
        assertThat(result.err())
                .contains("One: slabs as drawn, 1 without a neighbour")
                .contains("Far: 7 missing");
        assertThat(run("contours", file, file).cell("One", "method")).contains("3.00 mm thick");
    }

    @Test
    void frames_of_reference_that_are_not_named_are_taken_as_one_and_it_is_said()
            throws IOException {
        var named = Part10.read(reference, ReadOptions.defaults()).dataSet();
        var listed = new ArrayList<DataSet>();
        for (var item : named.items(Tags.StructureSetROISequence)) {
            listed.add(item.without(Tags.ReferencedFrameOfReferenceUID));
        }
        var file = files.write("bare.dcm", relisted(named, listed));

        var contours = run("contours", file, file);
        var dose = run("dvh", file, files.dose(""));

        assertThat(contours.code()).isEqualTo(Cli.DONE);
        assertThat(contours.err()).contains("Rate: no frame of reference is named");
        assertThat(dose.code()).isEqualTo(Cli.DONE);
        assertThat(dose.err()).contains("Rate: no frame of reference is named");
    }

    private static DataSet relisted(DataSet structures, List<DataSet> listed) {
        return structures.toBuilder().sequence(Tags.StructureSetROISequence, listed).build();
    }

    @Test
    void a_dose_that_is_a_difference_of_doses_is_refused() throws IOException {
        var result = run("dvh", reference, files.dose(FRAME, "ERROR"));

        assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(result.err()).contains("dose.dcm", "TYPE").hasLineCount(1);
    }

    @Test
    void volumes_are_asked_for_at_doses_that_are_numbers() throws IOException {
        var dose = files.dose(FRAME);

        assertThat(run("dvh", reference, dose, "--volume-at", "NaN").code()).isEqualTo(Cli.USAGE);
        assertThat(run("dvh", reference, dose, "--volume-at", "Infinity").code())
                .isEqualTo(Cli.USAGE);
        assertThat(run("dvh", reference, dose, "--volume-at=-1").number("Rate", "v-1.0gy"))
                .isEqualTo(1);
    }

    @Test
    void an_roi_without_a_number_makes_the_file_less_than_whole() throws IOException {
        var whole = Part10.read(reference, ReadOptions.defaults()).dataSet();
        var listed = new ArrayList<>(whole.items(Tags.StructureSetROISequence));
        listed.add(DataSet.builder().set(Tags.ROIName, "Perdu").build());
        var file = files.write("lost.dcm", relisted(whole, listed));

        var result = run("dvh", file, files.dose(FRAME));

        assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(result.err()).contains("lost.dcm: 1 ROIs have no number");
    }
}
