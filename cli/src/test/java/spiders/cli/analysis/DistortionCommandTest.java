// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.analysis.contour.Contour;
import spiders.analysis.contour.ContourType;
import spiders.analysis.contour.ROI;
import spiders.analysis.contour.StructureSetReader;
import spiders.analysis.contour.StructureSetWriter;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.cli.Cli;
import spiders.cli.report.ColourScale;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.testkit.peer.PeerCommand;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A phantom of 125 balls, 20 mm apart, whose outer ones are seen up to 2 mm farther out in x. */
class DistortionCommandTest {

    private static final int SIZE = 56;
    private static final double STEP = 2;
    private static final double MIDDLE = (SIZE - 1) * STEP / 2;
    private static final String[] PHANTOM = {
        "--counts", "5,5,5", "--pitch", "20", "--diameter", "8", "--degree", "3", "--align", "25"
    };

    @TempDir private Path folder;
    private Path forward;
    private Path reverse;
    private int code;
    private String out = "";
    private String err = "";

    @BeforeEach
    void write() throws IOException {
        forward = phantom("forward", "1.2.3", 1);
        reverse = phantom("reverse", "1.2.5", -1);
    }

    /** Along x: the cube of the place, two millimetres at the outermost. */
    private static double shift(double x) {
        return 2 * Math.pow(x / 40, 3);
    }

    private Path phantom(String name, String series, int way) throws IOException {
        var target = Files.createDirectory(folder.resolve(name));
        for (int plane = 0; plane < SIZE; plane++) {
            var pixels = ByteBuffer.allocate(2 * SIZE * SIZE).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < SIZE * SIZE; i++) {
                double x = i % SIZE * STEP - MIDDLE;
                double y = Math.floorDiv(i, SIZE) * STEP - MIDDLE;
                double z = plane * STEP - MIDDLE;
                pixels.putShort((short) (100 + 1000 * brightness(x, y, z, way)));
            }
            var image =
                    DataSet.builder()
                            .set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.4")
                            .set(Tags.SOPInstanceUID, series + "." + (plane + 1))
                            .set(Tags.StudyInstanceUID, "1.2")
                            .set(Tags.SeriesInstanceUID, series)
                            .set(Tags.FrameOfReferenceUID, "1.2.4")
                            .set(Tags.Modality, "MR")
                            .set(Tags.PixelBandwidth, 250.0)
                            .set(Tags.Rows, SIZE)
                            .set(Tags.Columns, SIZE)
                            .set(Tags.BitsAllocated, 16)
                            .set(Tags.BitsStored, 16)
                            .set(Tags.HighBit, 15)
                            .set(Tags.PixelRepresentation, 0)
                            .set(Tags.SamplesPerPixel, 1)
                            .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                            .set(Tags.PixelSpacing, STEP, STEP)
                            .set(Tags.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
                            .set(Tags.ImagePositionPatient, -MIDDLE, -MIDDLE, plane * STEP - MIDDLE)
                            .set(Tags.PixelData, VR.OW, pixels.array())
                            .build();
            try (var stream = Files.newOutputStream(target.resolve(plane + ".dcm"))) {
                Part10.write(stream, image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            }
        }
        return target;
    }

    /** Of the ball that is nearest, with an edge of a voxel. */
    private static double brightness(double x, double y, double z, int way) {
        double best = 0;
        for (int i = -2; i <= 2; i++) {
            double dx = x - 20 * i - way * shift(20 * i);
            double dy = y - 20 * Math.clamp(Math.rint(y / 20), -2, 2);
            double dz = z - 20 * Math.clamp(Math.rint(z / 20), -2, 2);
            double distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
            best = Math.max(best, Math.clamp(0.5 + (4 - distance) / STEP, 0, 1));
        }
        return best;
    }

    private void run(Object... arguments) {
        var outText = new StringWriter();
        var errText = new StringWriter();
        var texts = new ArrayList<>(List.of("analysis", "distortion"));
        for (var argument : arguments) {
            texts.add(argument.toString());
        }
        texts.addAll(List.of(PHANTOM));
        code =
                Cli.run(
                        new PrintWriter(outText, true),
                        new PrintWriter(errText, true),
                        texts.toArray(String[]::new));
        out = outText.toString();
        err = errText.toString();
    }

    /** A cell of the row of all ranges of a part. */
    private double cell(String part, String column) {
        var lines = out.lines().toList();
        int at = List.of(lines.getFirst().split(",", -1)).indexOf(column);
        return lines.stream()
                .filter(line -> line.startsWith(part + ",all,"))
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[at]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void displacements_are_told_by_range_and_axis() {
        run(forward);

        assertThat(err).contains("125 of 125 markers found, 0 seen that are none");
        assertThat(code).isEqualTo(Cli.DONE);
        assertThat(cell("total", "markers")).isEqualTo(125);
        assertThat(cell("total", "x_max_mm")).isBetween(1.5, 2.2);
        assertThat(cell("total", "y_max_mm")).isLessThan(0.15);
        assertThat(out.lines().filter(line -> line.startsWith("total,shell,"))).hasSize(2);
    }

    @Test
    void a_turned_read_out_parts_the_main_field_from_the_gradients() {
        run(forward, "--reverse", reverse, "--read-out", "x");

        assertThat(code).isEqualTo(Cli.DONE);
        assertThat(cell("main field", "x_max_mm")).isBetween(1.8, 2.2);
        assertThat(cell("gradients", "max_mm")).isLessThan(0.15);
        assertThat(err).contains("across the read-out: 0.0");
    }

    @Test
    void shifts_of_the_main_field_are_told_in_hertz_by_the_bandwidth() throws IOException {
        var markers = folder.resolve("markers.csv");
        run(forward, "--reverse", reverse, "--read-out", "x", "--markers", markers);

        // A pixel of 2 mm is 250 Hz.
        double millimetres = cell("main field", "x_max_mm");
        assertThat(cell("main field", "max_hz")).isCloseTo(125 * millimetres, within(0.1));
        assertThat(out).containsPattern("total,all,[^\n]*,,,,125,125,0,");
        assertThat(Files.readAllLines(markers)).hasSize(1 + 3 * 125);
        var outermost =
                Files.readAllLines(markers).stream()
                        .filter(line -> line.startsWith("main field,0,2,2,"))
                        .findFirst()
                        .orElseThrow()
                        .split(",", -1);
        assertThat(Double.parseDouble(outermost[11])).isCloseTo(-250, within(25.0));
    }

    @Test
    void a_read_out_that_the_images_deny_or_another_bandwidth_is_refused() throws IOException {
        for (var file : files(reverse)) {
            change(file, image -> image.toBuilder().set(Tags.PixelBandwidth, 300.0).build());
        }
        run(forward, "--reverse", reverse);
        assertThat(code).isEqualTo(Cli.NOT_DONE);
        assertThat(err).contains("of another bandwidth than");

        for (var file : files(forward)) {
            change(
                    file,
                    image ->
                            image.toBuilder()
                                    .set(Tags.InPlanePhaseEncodingDirection, "ROW")
                                    .build());
        }
        run(forward, "--reverse", reverse);
        assertThat(code).isEqualTo(Cli.NOT_DONE);
        assertThat(err).contains("phases by ROW");
    }

    private static List<Path> files(Path of) throws IOException {
        try (var files = Files.list(of)) {
            return files.toList();
        }
    }

    private static void change(Path file, UnaryOperator<DataSet> change) throws IOException {
        var image = Part10.read(file, ReadOptions.defaults()).dataSet();
        try (var stream = Files.newOutputStream(file)) {
            Part10.write(stream, change.apply(image), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }

    @Test
    void harmonics_take_the_place_of_polynomials_and_say_so() {
        run(forward, "--fit", "harmonic", "--format", "json");

        assertThat(code).isEqualTo(Cli.DONE);
        assertThat(out).contains("\"fit\": \"solid harmonics of degree 3\"");
        assertThat(out).contains("solid harmonics of degree 3; seen less true");
    }

    /** A square of 40 mm whose right side the image shows farther right, in nine planes. */
    private Path structures() throws IOException {
        var xs = new double[82];
        var ys = new double[82];
        for (int i = 0; i < 41; i++) {
            xs[i] = -10;
            ys[i] = -20 + i;
            xs[41 + i] = 30 + shift(30);
            ys[41 + i] = 20 - i;
        }
        var sections = new ArrayList<Section>();
        for (int plane = -4; plane <= 4; plane++) {
            sections.add(new Section(4 * plane, Region.of(Ring.of(xs, ys))));
        }
        var target = ROI.ofSections(1, "CTV", "1.2.4", PlaneFrame.AXIAL, sections);
        var far = Contour.of(ContourType.POINT, 0, 0, 70);
        var beyond = new ROI(2, "Far", "", "1.2.4", List.of(far), 0);
        var study =
                DataSet.builder()
                        .set(Tags.StudyInstanceUID, "1.2")
                        .set(Tags.FrameOfReferenceUID, "1.2.4")
                        .sequence(
                                Tags.ReferencedFrameOfReferenceSequence,
                                DataSet.builder()
                                        .set(Tags.FrameOfReferenceUID, "1.2.4")
                                        .sequence(Tags.RTReferencedStudySequence, referencedStudy())
                                        .build())
                        .build();
        var file = folder.resolve("drawn.dcm");
        try (var stream = Files.newOutputStream(file)) {
            Part10.write(
                    stream,
                    StructureSetWriter.dataSet(
                            study, SampleFiles.identity(), List.of(target, beyond)),
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        return file;
    }

    private static DataSet referencedStudy() {
        var image =
                DataSet.builder()
                        .set(Tags.ReferencedSOPClassUID, "1.2.840.10008.5.1.4.1.1.4")
                        .set(Tags.ReferencedSOPInstanceUID, "1.2.3.1")
                        .build();
        var series =
                DataSet.builder()
                        .set(Tags.SeriesInstanceUID, "1.2.3")
                        .sequence(Tags.ContourImageSequence, image)
                        .build();
        return DataSet.builder()
                .set(Tags.ReferencedSOPClassUID, "1.2.840.10008.3.1.2.3.1")
                .set(Tags.ReferencedSOPInstanceUID, "1.2")
                .sequence(Tags.RTReferencedSeriesSequence, series)
                .build();
    }

    @Test
    void contours_are_put_back_and_what_is_beyond_the_markers_is_left_out() throws IOException {
        var corrected = folder.resolve("corrected");
        var contours = folder.resolve("corrected.dcm");
        run(
                forward,
                "--correct",
                forward,
                "--out-series",
                corrected,
                "--correct-contours",
                structures(),
                "--out-contours",
                contours);

        assertThat(code).isEqualTo(Cli.NOT_DONE);
        assertThat(err).contains("Far: left out: 1 points of the contours are beyond");
        var dataSet = Part10.read(contours, ReadOptions.defaults()).dataSet();
        var rois = StructureSetReader.read(dataSet).rois();
        assertThat(rois).extracting(ROI::name).containsExactly("CTV");
        double farthest = 0;
        for (var contour : rois.getFirst().contours()) {
            for (int i = 0; i < contour.size(); i++) {
                if (Math.abs(contour.at(i, 1)) < 15 && Math.abs(contour.at(i, 2)) < 15) {
                    farthest = Math.max(farthest, contour.at(i, 0));
                }
            }
        }
        assertThat(shift(30)).isGreaterThan(0.8);
        assertThat(farthest).isCloseTo(30, within(0.3));
        var predecessor = dataSet.item(Tags.PredecessorStructureSetSequence).orElseThrow();
        assertThat(predecessor.string(Tags.ReferencedSOPInstanceUID)).contains("1.2.3.5");
        assertThat(dataSet.string(Tags.SOPInstanceUID).orElse("")).isNotEqualTo("1.2.3.5");
        var image = Part10.read(files(corrected).getFirst(), ReadOptions.defaults()).dataSet();
        var series =
                dataSet.item(Tags.ReferencedFrameOfReferenceSequence)
                        .flatMap(frame -> frame.item(Tags.RTReferencedStudySequence))
                        .flatMap(study -> study.item(Tags.RTReferencedSeriesSequence))
                        .orElseThrow();
        assertThat(series.string(Tags.SeriesInstanceUID))
                .isEqualTo(image.string(Tags.SeriesInstanceUID));
        var referenced =
                series.item(Tags.ContourImageSequence)
                        .flatMap(one -> one.string(Tags.ReferencedSOPInstanceUID))
                        .orElseThrow();
        assertThat(corrected.resolve(referenced + ".dcm")).exists();
    }

    @Test
    @Tag("peer")
    void dciodvfy_finds_no_error_in_what_is_corrected_that_was_not_in_its_source()
            throws IOException {
        var corrected = folder.resolve("corrected");
        var contours = folder.resolve("corrected.dcm");
        run(
                forward,
                "--correct",
                forward,
                "--out-series",
                corrected,
                "--correct-contours",
                structures(),
                "--out-contours",
                contours);

        var source = forward.resolve("30.dcm");
        assertThat(errors(files(corrected).getFirst())).isSubsetOf(errors(source));
        assertThat(errors(contours)).isEmpty();
    }

    private List<String> errors(Path file) {
        return PeerCommand.run(folder, "dciodvfy", "-new", file.toString())
                .output()
                .lines()
                .filter(line -> line.startsWith("Error"))
                .toList();
    }

    @Test
    void json_has_the_same_rows() {
        run(forward, "--format", "json");

        assertThat(out).contains("\"command\": \"distortion\"", "\"complete\": true");
        assertThat(out).contains("{\"part\": \"total\"");
        assertThat(out).contains("\"range\": \"all\"").contains("\"markers\": 125");
    }

    @Test
    void on_paper_it_has_maps_of_three_planes_and_a_curve_by_distance() throws IOException {
        var report = folder.resolve("distortion.pdf");
        var markers = folder.resolve("markers.csv");

        run(forward, "--format", "pdf", "--out", report, "--markers", markers);

        assertThat(code).isEqualTo(Cli.DONE);
        assertThat(out).isEmpty();
        assertThat(Paper.text(report))
                .contains("Geometric distortion", "125 of 125 found, 0 seen that are none")
                .contains("total, axial, z = ", "total, coronal, y = ", "total, sagittal, x = ")
                .contains("displacement by distance from the middle", "maximum of 10 mm")
                .contains("[5, 5, 5] markers of 8.0 mm");
        assertThat(Paper.pixels(report, Paper.BLUE)).isGreaterThan(100);
        assertThat(Paper.pixels(report, ColourScale.NONE)).isGreaterThan(100);
        assertThat(Files.readAllLines(markers)).hasSize(126).first().asString().contains("part,i");
    }

    @Test
    void markers_and_a_corrected_series_are_written() throws IOException {
        var markers = folder.resolve("markers.csv");
        var corrected = folder.resolve("corrected");

        run(forward, "--markers", markers, "--correct", forward, "--out-series", corrected);

        assertThat(code).isEqualTo(Cli.DONE);
        assertThat(Files.readAllLines(markers)).hasSize(126);
        try (var files = Files.list(corrected)) {
            var written = files.toList();
            assertThat(folder).isDirectoryNotContaining("glob:**.part");
            assertThat(written).hasSize(SIZE);
            var image = Part10.read(written.getFirst(), ReadOptions.defaults()).dataSet();
            assertThat(image.string(Tags.FrameOfReferenceUID)).contains("1.2.4");
            assertThat(image.strings(Tags.ImageType).getFirst()).isEqualTo("DERIVED");
            assertThat(image.string(Tags.SeriesInstanceUID).orElse("")).isNotEqualTo("1.2.3");
        }
    }

    @Test
    void a_series_that_does_not_say_how_the_patient_lay_is_not_corrected() {
        var corrected = folder.resolve("corrected");
        run(forward, "--correct", reverse, "--out-series", corrected);

        assertThat(code).isEqualTo(Cli.NOT_DONE);
        assertThat(err).contains("Patient Position (0018,5100)");
        assertThat(corrected).doesNotExist();
    }

    @Test
    void a_corrected_series_does_not_lie_among_its_sources() throws IOException {
        run(forward, "--correct", forward, "--out-series", forward);

        assertThat(code).isEqualTo(Cli.USAGE);
        assertThat(err).contains("is not empty");
        try (var files = Files.list(forward)) {
            assertThat(files).hasSize(SIZE);
        }
    }

    @Test
    void what_cannot_be_measured_is_said_in_a_line() throws IOException {
        Files.delete(forward.resolve("20.dcm"));
        run(forward);
        assertThat(code).isEqualTo(Cli.NOT_DONE);
        assertThat(err).contains("planes are missing: 1");

        run(folder);
        assertThat(code).isEqualTo(Cli.NOT_DONE);
        assertThat(err).contains("2 series, choose one by its UID: 1.2.3, 1.2.5");

        run(reverse, "--pitch", "33");
        assertThat(code).isEqualTo(Cli.USAGE);

        run(reverse, "--correct", reverse);
        assertThat(code).isEqualTo(Cli.USAGE);
        assertThat(err).contains("--correct and --out-series belong together");

        run(reverse, "--out-contours", reverse);
        assertThat(code).isEqualTo(Cli.USAGE);
        assertThat(err).contains("--correct-contours and --out-contours belong together");
    }
}
