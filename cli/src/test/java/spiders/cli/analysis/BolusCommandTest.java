// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.analysis.contour.ObjectIdentity;
import spiders.analysis.contour.ROI;
import spiders.analysis.contour.StructureSetWriter;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.analysis.mesh.StereoLithography;
import spiders.cli.Cli;
import spiders.cli.report.ColourScale;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** A bolus on a round body of radius 60. */
class BolusCommandTest {

    @TempDir private Path folder;
    private Path structures = Path.of("");
    private int code;
    private String out = "";
    private String err = "";

    @BeforeEach
    void write() throws IOException {
        structures = folder.resolve("structures.dcm");
        var source =
                DataSet.builder()
                        .set(Tags.StudyInstanceUID, "1.2.3.4")
                        .set(Tags.FrameOfReferenceUID, "1.2.3")
                        .build();
        var identity =
                new ObjectIdentity(
                        new UID("1.2.3.5"),
                        new UID("1.2.3.6"),
                        "TEST",
                        LocalDateTime.parse("2026-11-27T12:00:00"),
                        "SPIDERS",
                        "test",
                        "1",
                        "1");
        var body = roi(1, "BODY", 0, 60, 26);
        var region = roi(2, "Bolus_Region", 60, 25, 8);
        try (var stream = Files.newOutputStream(structures)) {
            Part10.write(
                    stream,
                    StructureSetWriter.dataSet(source, identity, List.of(body, region)),
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }

    /** A cylinder of planes 3 mm apart. */
    private static ROI roi(int number, String name, double x, double radius, int halfPlanes) {
        var xs = new double[180];
        var ys = new double[180];
        for (int i = 0; i < 180; i++) {
            xs[i] = x + radius * Math.cos(Math.toRadians(2 * i));
            ys[i] = radius * Math.sin(Math.toRadians(2 * i));
        }
        var sections = new ArrayList<Section>();
        for (int plane = -halfPlanes; plane <= halfPlanes; plane++) {
            sections.add(new Section(3 * plane, Region.of(Ring.of(xs, ys))));
        }
        return ROI.ofSections(number, name, "1.2.3", PlaneFrame.AXIAL, sections);
    }

    private void run(Object... arguments) {
        var outText = new StringWriter();
        var errText = new StringWriter();
        var texts = new ArrayList<>(List.of("analysis", "bolus"));
        for (var argument : arguments) {
            texts.add(argument.toString());
        }
        code =
                Cli.run(
                        new PrintWriter(outText, true),
                        new PrintWriter(errText, true),
                        texts.toArray(String[]::new));
        out = outText.toString();
        err = errText.toString();
    }

    private String cell(String column) {
        var lines = out.lines().toList();
        int at = List.of(lines.get(0).split(",", -1)).indexOf(column);
        return lines.get(1).split(",", -1)[at];
    }

    @Test
    void a_bolus_is_written_and_its_row_is_that_of_the_file() throws IOException {
        var file = folder.resolve("bolus.stl");

        run(structures, "--region", "Bolus_Region", "--thickness", 5, "--out-mesh", file);

        assertThat(err).doesNotContain("spiders:");
        assertThat(code).isEqualTo(Cli.DONE);
        try (var stream = new BufferedInputStream(Files.newInputStream(file))) {
            var mesh = StereoLithography.read(stream, 400_000);
            assertThat(mesh.check().isWatertight()).isTrue();
            assertThat(String.valueOf(mesh.triangles())).isEqualTo(cell("triangles"));
            assertThat(mesh.volume() / 1000)
                    .isCloseTo(Double.parseDouble(cell("volume_cc")), within(0.001));
        }
        assertThat(cell("printable")).isEqualTo("yes");
        assertThat(Double.parseDouble(cell("contact_gap_mean_mm"))).isLessThan(0.3);
        assertThat(Double.parseDouble(cell("thickness_error_mean_mm"))).isLessThan(0.3);
        assertThat(cell("structures_sop_instance_uid")).isEqualTo("1.2.3.5");

        run(structures, "--region", "Bolus_Region", "--thickness", 5, "--out-mesh", file);
        assertThat(code).isEqualTo(Cli.NOT_DONE);
        assertThat(err).contains("a file of that name is there already");
    }

    @Test
    void a_ball_takes_the_place_of_a_region_and_json_that_of_csv() {
        run(
                structures,
                "--ball",
                "-60,0,0,20",
                "--thickness",
                4,
                "--format",
                "json",
                "--out-mesh",
                folder.resolve("ball.stl"));
        assertThat(code).isEqualTo(Cli.DONE);
        assertThat(out).contains("\"command\": \"bolus\"", "\"thickness\": \"4.0 mm\"");
        assertThat(out).contains("\"printable\": \"yes\"").contains("\"genus\": 0");
    }

    @Test
    void on_paper_a_bolus_has_its_numbers_its_slices_and_a_map_of_its_thickness()
            throws IOException {
        var report = folder.resolve("bolus.pdf");
        run(
                structures,
                "--region",
                "Bolus_Region",
                "--thickness",
                5,
                "--format",
                "pdf",
                "--out",
                report,
                "--out-mesh",
                folder.resolve("bolus.stl"));

        assertThat(code).isEqualTo(Cli.DONE);
        assertThat(out).isEmpty();
        assertThat(Paper.text(report))
                .contains("axial, z = 0.0 mm", "coronal, y = 0.0 mm", "sagittal, x = ")
                .contains("thickness from the patient's left", "printable", "6.25", "1.2.3.5");
        assertThat(Paper.pixels(report, Paper.BLUE)).isGreaterThan(100);
        assertThat(Paper.pixels(report, Paper.VERMILION)).isGreaterThan(100);
        // Five of 6.25 mm, four fifths of the scale; the map of a good bolus is nearly all of it.
        var scale = new ColourScale(6.25, "mm");
        int near = 0;
        for (double thickness = 4.8; thickness <= 5.2; thickness += 0.005) {
            near += Paper.pixels(report, scale.rgb(thickness)) > 0 ? 1 : 0;
        }
        assertThat(near).isGreaterThan(2);
    }

    @Test
    void what_makes_no_bolus_is_said_in_a_line() {
        var file = folder.resolve("none.stl");
        run(structures, "--ball", "0,0,0,20", "--thickness", 5, "--out-mesh", file);
        assertThat(code).isEqualTo(Cli.NOT_DONE);
        assertThat(err).contains("there is no skin in the region");

        run(structures, "--region", "PTV", "--thickness", 5, "--out-mesh", file);
        assertThat(code).isEqualTo(Cli.NOT_DONE);
        assertThat(err).contains("no ROI is named PTV");

        run(structures, "--thickness", 5, "--out-mesh", file);
        assertThat(code).isEqualTo(Cli.USAGE);

        run(structures, "--ball", "60,0,0,20", "--thickness", 0.2, "--out-mesh", file);
        assertThat(code).isEqualTo(Cli.USAGE);
        assertThat(file).doesNotExist();
    }
}
