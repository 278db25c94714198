// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static spiders.cli.analysis.SampleFiles.box;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.analysis.contour.ROI;
import spiders.cli.Cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Studies of boxes of 20 by 20 by 30 mm: one that is moved by s along x has the Dice 1 - s/20, and
 * a Hausdorff distance of s.
 */
class CompareCommandTest {

    private static final int CASES = 7;

    @TempDir private Path folder;

    @BeforeEach
    void write() throws IOException {
        for (int i = 1; i <= CASES; i++) {
            add("p" + i, "expert", box(1, "Rate", 0), box(2, "Foie", 0));
            add("p" + i, "alpha", box(1, "Rate", 0.5 + 0.1 * i), box(2, "Foie", 1));
            add("p" + i, "beta", box(1, "Rate", 1.5 + 0.1 * i), box(2, "Foie", 2));
            add("p" + i, "gamma", box(1, "Rate", 3 - 0.1 * i));
        }
    }

    private void add(String one, String product, ROI... rois) throws IOException {
        var files = new SampleFiles(Files.createDirectories(folder.resolve(one)));
        files.structures(product + ".dcm", List.of(rois));
    }

    private TerminalTable compare(Object... more) {
        return TerminalTable.run("compare", folder, more);
    }

    @Test
    void every_statistic_of_an_organ_is_a_row_with_its_cases() {
        var table = compare("--reference", "expert");

        assertThat(table.code()).isEqualTo(Cli.DONE);
        var median = table.row("Rate", "dice", "median", "alpha", "");
        assertThat(median.get("n")).isEqualTo("7");
        assertThat(median.number("value")).isCloseTo(1 - 0.9 / 20, within(1e-6));
        assertThat(median.number("low")).isCloseTo(1 - 1.05 / 20, within(1e-6));
        assertThat(median.number("high")).isCloseTo(1 - 0.75 / 20, within(1e-6));
        // Alpha is first in each case; beta is before gamma in p1 to p7: 1.5 + i/10 < 3 - i/10.
        assertThat(table.row("Rate", "dice", "mean_rank", "alpha", "").number("value"))
                .isEqualTo(1);
        assertThat(table.row("Rate", "dice", "mean_rank", "gamma", "").number("value"))
                .isEqualTo(3);
        // chi-square n(k-1) = 14, exp(-7) its tail; exactly one order of 6^6.
        var friedman = table.row("Rate", "dice", "friedman", "", "");
        assertThat(friedman.number("value")).isCloseTo(14, within(1e-9));
        assertThat(friedman.number("p")).isCloseTo(Math.exp(-7), within(1e-8));
        assertThat(table.row("Rate", "dice", "friedman_exact", "", "").number("p"))
                .isCloseTo(Math.pow(6, -6), within(1e-9));
        assertThat(table.row("Rate", "dice", "kendall_w", "", "").number("value")).isEqualTo(1);
        var difference = table.row("Rate", "dice", "median_difference", "alpha", "beta");
        assertThat(difference.number("value")).isCloseTo(1 / 20.0, within(1e-6));
        assertThat(difference.number("low")).isCloseTo(1 / 20.0, within(1e-6));
        assertThat(table.row("Rate", "dice", "conover", "alpha", "beta").get("method"))
                .contains("12 degrees of freedom", "Holm over the 3 pairs");
        var bland = table.row("Rate", "volume_cc", "bland_altman", "alpha", "expert");
        assertThat(bland.number("value")).isCloseTo(0, within(1e-9));
    }

    @Test
    void a_missed_organ_has_the_worst_score_or_is_left_out_and_is_counted() {
        var worst = compare("--reference", "expert");
        var leftOut = compare("--reference", "expert", "--missed", "LEAVE_OUT");

        assertThat(worst.row("Foie", "drawn", "missed", "gamma", "expert").number("value"))
                .isEqualTo(7);
        assertThat(worst.row("Foie", "dice", "median", "gamma", "").number("value")).isZero();
        assertThat(worst.row("Foie", "hd_mm", "median", "gamma", "").get("value")).isEmpty();
        assertThat(worst.row("Foie", "hd_mm", "median", "gamma", "").get("n")).isEqualTo("7");
        assertThat(worst.row("Foie", "hd_mm", "mean_rank", "gamma", "").number("value"))
                .isEqualTo(3);
        // All of ten planes of 80 mm.
        assertThat(worst.row("Foie", "added_path_mm", "median", "gamma", "").number("value"))
                .isCloseTo(800, within(1e-6));
        assertThat(leftOut.find("Foie", "dice", "median", "gamma", "")).isEmpty();
        // Two products are left: signed ranks of seven pairs, 2 of 2^7 as far.
        assertThat(leftOut.row("Foie", "dice", "wilcoxon", "alpha", "beta").number("p"))
                .isCloseTo(2 / 128.0, within(1e-9));
    }

    @Test
    void each_score_is_a_row_of_its_own_file() throws IOException {
        var file = folder.resolve("scores.csv");

        var table = compare("--reference", "expert", "--scores", file, "--roi", "Foie");

        assertThat(table.code()).isEqualTo(Cli.DONE);
        var lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1 + 3 * CASES);
        assertThat(lines.getFirst()).startsWith("case,organ,product,state,reference_roi");
        assertThat(lines.get(1)).startsWith("p1,Foie,alpha,compared,Foie,Foie,12.0000,12.0000,0.9");
        assertThat(lines.get(3))
                .startsWith("p1,Foie,gamma,missed,Foie,,12.0000,0.0000,0.0000,0.0000,0.0000,,,,,,")
                .contains(",,800.0000,800.0000,,,,0.0000,0.0000,0.0000,\"exact overlap");
        assertThat(Files.readString(file)).doesNotContain("Infinity", "NaN", "Rate");
    }

    @Test
    void files_that_are_absent_broken_or_two_are_named_and_the_rest_is_scored() throws IOException {
        Files.delete(folder.resolve("p2/beta.dcm"));
        Files.writeString(folder.resolve("p3/beta.dcm"), "not one");
        Files.copy(folder.resolve("p4/beta.dcm"), folder.resolve("p4/beta.old"));
        Files.delete(folder.resolve("p5/expert.dcm"));
        Files.copy(folder.resolve("p6/expert.dcm"), folder.resolve("p6/expert.dicom"));
        Files.writeString(folder.resolve("notes.txt"), "of no case");

        var table = compare("--reference", "expert");

        assertThat(table.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(table.err())
                .contains("notes.txt: of no case")
                .contains("p2: no structure set of beta")
                .contains("p3: beta cannot be read: ")
                .contains("p4: 2 structure sets of beta, which is it? beta.dcm, beta.old")
                .contains("p5: no structure set of expert", "p5: not scored")
                .contains("p6: 2 structure sets of expert", "p6: not scored");
        assertThat(table.row("Rate", "dice", "median", "alpha", "").get("n")).isEqualTo("2");
    }

    @Test
    void a_study_without_one_reference_makes_no_sense() throws IOException {
        assertThat(compare().code()).isEqualTo(Cli.USAGE);
        assertThat(compare("--reference", "expert", "--consensus", "STAPLE").code())
                .isEqualTo(Cli.USAGE);
        assertThat(compare("--reference", "expert", "--reference", "alpha").code())
                .isEqualTo(Cli.USAGE);
        var unknown = compare("--reference", "nobody");
        assertThat(unknown.code()).isEqualTo(Cli.USAGE);
        assertThat(unknown.err()).contains("no case has a nobody, but: alpha, beta");
        var list = Files.writeString(folder.resolve("list.csv"), "case,product\np1,alpha\n");
        assertThat(TerminalTable.run("compare", list, "--reference", "a").err())
                .contains("its first line is not \"case,product,file\"");
        Files.writeString(list, "case,product,file\n\"p,1\",alpha,p1/alpha.dcm\np1,alpha\n");
        assertThat(TerminalTable.run("compare", list, "--reference", "a").err())
                .contains("line 3 is not a case, a product and a file");
    }

    @Test
    void a_list_names_files_wherever_they_are_and_two_of_one_product_are_refused()
            throws IOException {
        var list =
                Files.writeString(
                        folder.resolve("list.csv"),
                        """
                        case,product,file
                        "first, of two",expert,p1/expert.dcm
                        "first, of two",alpha,p1/alpha.dcm
                        second,expert,p2/expert.dcm
                        second,expert,p3/expert.dcm
                        second,alpha,p2/alpha.dcm
                        """);

        var table = TerminalTable.run("compare", list, "--reference", "expert");

        assertThat(table.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(table.err())
                .contains("second: 2 structure sets of expert, which is it? expert.dcm, expert");
        assertThat(table.row("Rate", "dice", "median", "alpha", "").number("value"))
                .isCloseTo(1 - 0.6 / 20, within(1e-6));
    }

    /** Boxes at 0, 1 and 2 of an odd number: the one in the middle is the majority. */
    @Test
    void a_consensus_is_what_most_products_drew() throws IOException {
        var study = folder.resolve("consensus");
        for (var one : List.of("a", "b")) {
            add("consensus/" + one, "x", box(1, "Rate", 0), box(2, "Foie", 0));
            add("consensus/" + one, "y", box(1, "Rate", 2), box(2, "Foie", 0));
            add("consensus/" + one, "z", box(1, "Rate", 4), box(3, "Autre", 0));
        }

        for (var kind : List.of("MAJORITY", "STAPLE")) {
            var table = TerminalTable.run("compare", study, "--consensus", kind);

            assertThat(table.code()).as(table.err()).isEqualTo(Cli.DONE);
            assertThat(table.row("Rate", "dice", "median", "y", "").number("value"))
                    .isGreaterThan(0.97);
            assertThat(table.row("Rate", "dice", "median", "x", "").number("value"))
                    .isCloseTo(0.9, within(0.03));
            assertThat(table.row("Foie", "drawn", "missed", "z", kind).number("value"))
                    .isEqualTo(2);
            assertThat(table.err()).contains("a: z: 1 without a reference: Autre");
        }
    }

    @Test
    void names_are_mapped_and_one_in_doubt_is_not_scored_as_missed() throws IOException {
        var study = folder.resolve("names");
        add("names/a", "expert", box(1, "Lung_L", 0), box(2, "Foie", 0));
        add("names/a", "alpha", box(1, "Poumon", 0), box(2, "liver", 0));
        var scores = folder.resolve("names.csv");

        var table =
                TerminalTable.run(
                        "compare",
                        study,
                        "--reference",
                        "expert",
                        "--map-names",
                        "--scores",
                        scores);

        assertThat(table.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(table.err()).contains("Poumon: to be decided (SIDE_MISSING): Lung_L or Lung_R");
        assertThat(Files.readAllLines(scores))
                .anyMatch(line -> line.startsWith("a,Liver,alpha,compared,Foie,liver,"))
                .anyMatch(line -> line.startsWith("a,Lung_L,alpha,to be decided,Lung_L,,,,,"));
    }

    @Test
    void on_paper_there_are_boxes_and_ranks() throws IOException {
        var pdf = folder.resolve("study.pdf");

        var table = compare("--reference", "expert", "--format", "pdf", "--out", pdf);

        assertThat(table.code()).isEqualTo(Cli.DONE);
        try (var document = Loader.loadPDF(pdf.toFile())) {
            var text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains("Comparison of products", "Rate: dice, 7 cases", "mean ranks")
                    .contains("alpha 1.00");
        }
    }
}
