// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static spiders.cli.analysis.SampleFiles.FRAME;
import static spiders.cli.analysis.SampleFiles.box;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.cli.Cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A box of 20 by 20 by 30 mm that is moved along x by 1 mm in fraction 2 and by 3 mm in fraction
 * 10; the dose rises by a gray a millimetre, 30 in the middle.
 */
class MonitoringCommandTest {

    @TempDir private Path folder;
    private Path plan = Path.of("");
    private Path days = Path.of("");
    private Path dose = Path.of("");

    @BeforeEach
    void write() throws IOException {
        days = Files.createDirectory(folder.resolve("days"));
        plan = new SampleFiles(folder).structures("plan.dcm", List.of(box(1, "PTV", 0)));
        dose = new SampleFiles(folder).dose(FRAME);
        for (int day : new int[] {2, 10}) {
            var one = Files.createDirectory(days.resolve("day " + day));
            new SampleFiles(one).structures("rs.dcm", List.of(box(3, "PTV", day == 2 ? 1 : 3)));
            new SampleFiles(one).dose(FRAME);
        }
    }

    private TerminalTable monitoring(Object... more) {
        var arguments = new Object[more.length + 1];
        arguments[0] = days;
        System.arraycopy(more, 0, arguments, 1, more.length);
        return TerminalTable.run("monitoring", plan, arguments);
    }

    @Test
    void rois_are_followed_in_the_order_of_days() {
        var table = monitoring("--plan-dose", dose, "--volume-at", "30");

        assertThat(table.code()).isEqualTo(Cli.DONE);
        assertThat(table.rows())
                .extracting(row -> row.get("fraction"))
                .containsExactly("plan", "day 2", "day 10");
        var last = table.row("PTV", "day 10", "followed");
        assertThat(last.number("dice")).isCloseTo(1 - 3 / 20.0, within(1e-3));
        assertThat(last.number("centroid_shift_mm")).isCloseTo(3, within(1e-3));
        assertThat(last.number("volume_change_percent")).isCloseTo(0, within(1e-3));
        assertThat(last.number("mean_gy")).isCloseTo(33, within(0.1));
        assertThat(last.number("v30.0gy")).isCloseTo(0.65, within(0.02));
        assertThat(table.row("PTV", "plan").number("mean_gy")).isCloseTo(30, within(0.1));
    }

    @Test
    void what_is_outside_of_a_limit_is_a_row_and_an_exit_code_of_its_own() throws IOException {
        var limits =
                Files.writeString(
                        folder.resolve("limits.txt"),
                        "# of the department\nPTV:drift-mean-dose:-2..2\nPTV:dice:0.9..\n");

        var table =
                monitoring(
                        "--plan-dose",
                        dose,
                        "--limits",
                        limits,
                        "--limit",
                        "PTV:centroid-shift:..5");

        assertThat(table.code()).isEqualTo(Cli.OUTSIDE);
        assertThat(table.rows()).hasSize(3 + 2);
        var drift = table.rows().get(3);
        assertThat(drift.get("fraction")).isEqualTo("day 10");
        assertThat(drift.get("state")).isEqualTo("outside your limit, review");
        assertThat(drift.get("limit")).isEqualTo("drift-mean-dose");
        assertThat(drift.number("value")).isCloseTo(3, within(0.1));
        assertThat(drift.get("dice")).isEmpty();
        assertThat(table.rows().get(4).get("most")).isEmpty();
    }

    @Test
    void a_planned_dose_is_divided_where_days_have_their_own() {
        var table = monitoring("--plan-dose", dose, "--plan-fractions", "10");

        assertThat(table.row("PTV", "plan").number("mean_gy")).isCloseTo(3, within(0.01));
    }

    @Test
    void days_that_are_broken_or_of_another_frame_are_named_and_others_followed()
            throws IOException {
        Files.writeString(days.resolve("11.dcm"), "not one");
        Files.createDirectory(days.resolve("12"));
        var bare = new SampleFiles(days).structures("9.dcm", List.of(box(1, "Rectum", 0)));

        var table = monitoring("--limit", "PTV:dice:0.5..");

        assertThat(bare).exists();
        assertThat(table.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(table.err())
                .contains("11: not followed: ")
                .contains("12: not followed: ", "0 structure sets, a fraction has one");
        var missing = table.row("PTV", "9", "not followed");
        assertThat(missing.get("dice")).isEmpty();
        assertThat(table.row("PTV", "9", "not defined on this day, review").get("value")).isEmpty();
    }

    @Test
    void limits_that_make_no_sense_are_refused_by_their_words() {
        for (var limit :
                List.of("PTV", "PTV:dice", "PTV:dice:2..1", "PTV:beauty:0..1", "P:d95:a..")) {
            var table = monitoring("--limit", limit);

            assertThat(table.code()).as(limit).isEqualTo(Cli.USAGE);
            assertThat(table.err()).contains("Limit \"" + limit + "\": ").hasLineCount(1);
        }
        assertThat(monitoring("--roi", "Zzz").err()).contains("no ROI to follow");
    }

    @Test
    void on_paper_there_is_a_curve_for_each_measure() throws IOException {
        var pdf = folder.resolve("days.pdf");

        var table = monitoring("--plan-dose", dose, "--format", "pdf", "--out", pdf);

        assertThat(table.code()).as(table.err()).isEqualTo(Cli.DONE);
        try (var document = Loader.loadPDF(pdf.toFile())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Organs and targets", "centroid_shift_mm", "fraction, 0 is the plan");
        }
    }
}
