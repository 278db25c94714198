// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static spiders.cli.analysis.SampleFiles.FRAME;
import static spiders.cli.analysis.SampleFiles.box;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.cli.Cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sums of doses that grow along x, and how well they agree: 30 Gy in the middle of the first. */
class DoseCommandsTest {

    @TempDir private Path folder;
    private Path structures = Path.of("");
    private Path dose = Path.of("");
    private Path more = Path.of("");

    @BeforeEach
    void write() throws IOException {
        var files = new SampleFiles(folder);
        structures = files.structures("rs.dcm", List.of(box(1, "Rate", 0)));
        dose = files.dose("one.dcm", "1.2.3.7", FRAME, "PHYSICAL", 0.001);
        more = files.dose("two.dcm", "1.2.3.8", FRAME, "PHYSICAL", 0.00101);
    }

    @Test
    void several_doses_are_added_up_where_that_is_asked_for() {
        var sum = TerminalTable.run("dvh", structures, dose, more, "--sum");
        var several = TerminalTable.run("dvh", structures, dose, more);

        assertThat(sum.code()).as(sum.err()).isEqualTo(Cli.DONE);
        assertThat(sum.row("Rate").number("mean")).isCloseTo(30 + 30.3, within(0.1));
        assertThat(sum.row("Rate").get("method"))
                .contains("sum of 2 doses, 0 of them resampled linearly");
        assertThat(sum.row("Rate").get("dose_sop_instance_uid")).isEqualTo("1.2.3.7 1.2.3.8");
        assertThat(several.code()).isEqualTo(Cli.USAGE);
        assertThat(several.err()).contains("--sum");
    }

    @Test
    void a_dose_that_would_count_twice_is_refused_by_its_name() throws IOException {
        var effective = new SampleFiles(folder).dose("e.dcm", "1.2.3.9", FRAME, "EFFECTIVE", 0.001);

        var twice = TerminalTable.run("dvh", structures, dose, dose, "--sum");
        var mixed = TerminalTable.run("dvh", structures, dose, effective, "--sum");

        assertThat(twice.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(twice.err()).contains("one.dcm", "SAME_INSTANCE").hasLineCount(1);
        assertThat(mixed.err()).contains("DOSE_TYPES PHYSICAL, EFFECTIVE").hasLineCount(1);
    }

    /** A dose that is 1 % higher everywhere: of 50 Gy and 3 % gamma is at most a third. */
    @Test
    void gamma_is_told_in_a_row_with_its_criteria() {
        var same = TerminalTable.run("gamma", dose, dose);
        var higher = TerminalTable.run("gamma", dose, more, "--local", "--limit", "1.5");

        assertThat(same.code()).as(same.err()).isEqualTo(Cli.DONE);
        assertThat(same.rows().getFirst().number("greatest")).isZero();
        assertThat(same.rows().getFirst().number("pass_rate")).isEqualTo(1);
        assertThat(same.rows().getFirst().number("points")).isEqualTo(41 * 41 * 41);
        assertThat(higher.rows().getFirst().number("greatest")).isBetween(0.1, 1 / 3.0 + 1e-6);
        assertThat(higher.rows().getFirst().get("method"))
                .contains("3.0 % of the point, 3.0 mm, in space", "steps of 0.3 mm");
    }

    /** By the dose alone, and one of a hundredth of a millimetre: 1 % is more than 0.5 %. */
    @Test
    void too_few_points_that_pass_have_an_exit_code_of_their_own() {
        var strict =
                TerminalTable.run(
                        "gamma",
                        dose,
                        more,
                        "--dose",
                        "0.5",
                        "--distance",
                        "0.01",
                        "--local",
                        "--threshold",
                        "97",
                        "--pass",
                        "95");
        var mild = TerminalTable.run("gamma", dose, more, "--pass", "95");

        assertThat(strict.rows().getFirst().number("pass_rate")).isZero();
        assertThat(strict.code()).isEqualTo(Cli.OUTSIDE);
        assertThat(mild.code()).isEqualTo(Cli.DONE);
    }

    @Test
    void criteria_that_make_no_sense_and_doses_of_other_frames_are_refused() throws IOException {
        var other = new SampleFiles(folder).dose("o.dcm", "1.2.3.9", "1.9", "PHYSICAL", 0.001);
        var pdf = folder.resolve("gamma.pdf");

        assertThat(TerminalTable.run("gamma", dose, more, "--dose", "0").code())
                .isEqualTo(Cli.USAGE);
        assertThat(TerminalTable.run("gamma", dose, more, "--pass", "101").code())
                .isEqualTo(Cli.USAGE);
        var frames = TerminalTable.run("gamma", dose, other);
        assertThat(frames.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(frames.err()).contains("o.dcm: Frames of reference").hasLineCount(1);
        assertThat(TerminalTable.run("gamma", dose, more, "--format", "pdf", "--out", pdf).code())
                .isEqualTo(Cli.DONE);
        assertThat(Files.size(pdf)).isGreaterThan(1000);
    }
}
