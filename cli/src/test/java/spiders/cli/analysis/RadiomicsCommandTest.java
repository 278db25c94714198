// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static spiders.cli.analysis.SampleFiles.FRAME;
import static spiders.cli.analysis.SampleFiles.box;
import static spiders.cli.analysis.SampleFiles.nothing;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.analysis.consensus.VoxelGrid;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.radiomics.RadiomicsComputation;
import spiders.analysis.segmentation.Code;
import spiders.analysis.segmentation.PaintedSegment;
import spiders.analysis.segmentation.SegmentationWriter;
import spiders.cli.Cli;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Features from files to a table, of a box in a field that is known everywhere. */
class RadiomicsCommandTest {

    private static final int SIDE = 40;
    private static final int PLANES = 16;

    @TempDir private Path folder;
    private Path images = Path.of("");
    private Path regions = Path.of("");

    @BeforeEach
    void write() throws IOException {
        images = Files.createDirectories(folder.resolve("images"));
        for (int k = 0; k < PLANES; k++) {
            slice(images.resolve("%d.dcm".formatted(PLANES - k)), k, "1.2.8");
        }
        // The middles of 20 x 20 x 10 voxels.
        regions =
                new SampleFiles(folder)
                        .structures(
                                "regions.dcm",
                                List.of(box(1, "Box", 0), box(2, "Far", 500), nothing(3, "Rien")));
    }

    /** Planes of 3 mm at the box's; intensities grow by 10 with each column, from -200. */
    private static void slice(Path file, int k, String series) throws IOException {
        var pixels = ByteBuffer.allocate(SIDE * SIDE * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < SIDE * SIDE; at++) {
            pixels.putShort((short) (10 * (at % SIDE)));
        }
        var dataSet =
                DataSet.builder()
                        .set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                        .set(Tags.SOPInstanceUID, series + "." + (k + 1))
                        .set(Tags.SeriesInstanceUID, series)
                        .set(Tags.StudyInstanceUID, "1.2.3.4")
                        .set(Tags.Modality, "CT")
                        .set(Tags.FrameOfReferenceUID, FRAME)
                        .set(Tags.ImagePositionPatient, -19.5, -19.5, -22.5 + 3 * k)
                        .set(Tags.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
                        .set(Tags.PixelSpacing, 1.0, 1.0)
                        .set(Tags.SliceThickness, 3.0)
                        .set(Tags.Columns, SIDE)
                        .set(Tags.Rows, SIDE)
                        .set(Tags.SamplesPerPixel, 1)
                        .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                        .set(Tags.BitsAllocated, 16)
                        .set(Tags.BitsStored, 16)
                        .set(Tags.HighBit, 15)
                        .set(Tags.PixelRepresentation, 1)
                        .set(Tags.RescaleSlope, 1.0)
                        .set(Tags.RescaleIntercept, -200.0)
                        .set(Tags.PixelData, VR.OW, pixels.array())
                        .build();
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }

    private record Ended(int code, String out, String err) {

        /** The rows whose cells hold these words, in any of them. */
        Optional<List<String>> row(String roi, String tag) {
            return out.lines()
                    .map(line -> List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)))
                    .filter(cells -> cells.get(0).equals(roi) && cells.get(6).equals(tag))
                    .findFirst();
        }

        double value(String tag) {
            return row("Box", tag)
                    .map(cells -> Double.parseDouble(cells.get(10)))
                    .orElse(Double.NaN);
        }
    }

    private Ended run(Object... options) {
        var out = new StringWriter();
        var err = new StringWriter();
        var texts =
                new ArrayList<>(
                        List.of("analysis", "radiomics", images.toString(), regions.toString()));
        for (var option : options) {
            texts.add(option.toString());
        }
        int code =
                Cli.run(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        texts.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    private Path settings(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void features_of_a_box_are_those_of_its_voxels() {
        var ended = run("--roi", "Box", "--levels", "width:10");

        assertThat(ended.code()).isEqualTo(Cli.DONE);
        assertThat(ended.value("morph_vol_approx")).isCloseTo(20 * 20 * 30, within(1e-6));
        // Columns 10 to 29.
        assertThat(ended.value("stat_min")).isEqualTo(-100);
        assertThat(ended.value("stat_max")).isEqualTo(90);
        assertThat(ended.value("stat_mean")).isCloseTo(-5, within(1e-9));
        assertThat(ended.value("stat_var")).isCloseTo(100 * (20 * 20 - 1) / 12.0, within(1e-6));
    }

    @Test
    void every_row_says_of_what_and_how_it_is() {
        var ended = run("--roi", "Box", "--range", "-50..50");
        var cells = ended.row("Box", "stat_mean").orElseThrow();
        var mask = ended.row("Box", "").orElseThrow();

        assertThat(cells.subList(0, 10))
                .containsExactly(
                        "Box",
                        "1",
                        "computed",
                        "INTENSITY_STATISTICS",
                        "UHIW",
                        "Mean intensity",
                        "stat_mean",
                        "Q4LE",
                        "REGION",
                        "");
        assertThat(cells.get(11))
                .contains(RadiomicsComputation.VERSION, "range -50..50", "CT HU", "slabs as drawn");
        assertThat(cells.subList(12, 14)).containsExactly("1.2.3.5", "1.2.8");
        assertThat(mask.get(10)).isEqualTo("4000");
        assertThat(mask.get(14)).hasSize(64).isEqualTo(cells.get(14));
        assertThat(mask.get(15)).startsWith("1.2.8.1 1.2.8.2 ").endsWith(" 1.2.8.16");
    }

    @Test
    void a_region_that_the_images_cut_says_so_with_every_number() throws IOException {
        var over = new SampleFiles(folder).structures("over.dcm", List.of(box(1, "Box", 15)));
        regions = over;

        var ended = run("--roi", "Box");
        var cells = ended.row("Box", "stat_mean").orElseThrow();

        assertThat(ended.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(cells.get(2)).isEqualTo("cut");
        assertThat(cells.get(11)).contains("only the part that the images show");
    }

    @Test
    void an_interpolated_field_is_the_same_field() {
        var ended =
                run(
                        "--roi",
                        "Box",
                        "--interpolation",
                        "volume",
                        "--spacing",
                        "0.5",
                        "--method",
                        "CUBIC_SPLINE");

        assertThat(ended.value("stat_mean")).isCloseTo(-5, within(1e-6));
        assertThat(ended.value("morph_vol_approx")).isCloseTo(20 * 20 * 30, within(1500.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# bins\nlevels: width:10 # HU\nrange: \"-50..50\"\n"
                        + "families: [INTENSITY_STATISTICS, GLCM]\ntextures: BY_VOLUME\n",
                "{ \"levels\": \"width:10\", \"range\": \"-50..50\","
                        + " \"families\": [\"INTENSITY_STATISTICS\", \"GLCM\"],"
                        + " \"textures\": [\"BY_VOLUME\"] }"
            })
    void settings_are_read_from_a_file_and_typed_ones_go_before(String text) throws IOException {
        var file = settings("settings", text);

        var ended = run("--roi", "Box", "--settings", file);
        var typed = run("--roi", "Box", "--settings", file, "--range", "0..50");

        assertThat(ended.code()).isEqualTo(Cli.DONE);
        assertThat(ended.value("stat_min")).isEqualTo(-50);
        assertThat(typed.value("stat_min")).isEqualTo(0);
        assertThat(typed.row("Box", "stat_min").orElseThrow().get(11))
                .contains("range 0..50", "levels width:10");
        // 18 statistics, 25 co-occurrence features under two aggregations, header and mask.
        assertThat(ended.out().lines()).hasSize(18 + 25 * 2 + 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour: red",
                "levels: width:0",
                "levels: many",
                "range: low",
                "filter: median:3",
                "filter: mean:4",
                "filter: laws:E5-L5:7:1",
                "filter: wavelet:LXL:plain",
                "interpolation: some",
                "spacing: 1\nspacing: 2",
                "nested:\n  spacing: 1",
                "{\"spacing\": {\"x\": 1}}",
                "{\"spacing\": 1",
                "{\"spacing\": 1} 2",
                "spacing = 1",
                "spacing: one",
                "families: [HEIGHT]"
            })
    void settings_that_make_no_sense_are_refused_and_nothing_is_written(String text)
            throws IOException {
        var ended = run("--settings", settings("settings", text));

        assertThat(ended.code()).isEqualTo(Cli.USAGE);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("spiders: ");
    }

    @Test
    void what_cannot_be_computed_has_a_row_and_the_rest_is_computed() {
        var ended = run("--families", "INTENSITY_STATISTICS");

        assertThat(ended.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(ended.value("stat_mean")).isCloseTo(-5, within(1e-9));
        assertThat(ended.row("Far", "").orElseThrow().get(2)).isEqualTo("not computed");
        assertThat(ended.row("Rien", "").orElseThrow().get(2)).isEqualTo("not computed");
        assertThat(ended.err()).contains("Far: no features: EMPTY_MASK", "Rien: ");
    }

    @Test
    void a_name_that_no_roi_has_is_told_with_those_there_are() {
        var ended = run("--roi", "box");

        assertThat(ended.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(ended.err()).contains("0 ROIs are called \"box\", among: Box, Far, Rien");
    }

    @Test
    void a_missing_plane_is_refused_or_interpolated_openly() throws IOException {
        Files.delete(images.resolve("8.dcm"));

        var refused = run("--roi", "Box");
        var resampled = run("--roi", "Box", "--irregular", "RESAMPLE");

        assertThat(refused.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(refused.err()).contains("planes are missing");
        assertThat(resampled.code()).isEqualTo(Cli.DONE);
        assertThat(resampled.value("stat_mean")).isCloseTo(-5, within(1e-9));
        assertThat(resampled.row("Box", "stat_mean").orElseThrow().get(11))
                .contains("Interpolated[count=1");
    }

    @Test
    void of_several_series_one_is_named_and_what_is_no_image_is_left_out() throws IOException {
        slice(images.resolve("other.dcm"), 0, "1.2.9");
        Files.writeString(images.resolve("readme.txt"), "not DICOM");
        Files.copy(regions, images.resolve("regions.dcm"));

        var several = run("--roi", "Box");
        var one = run("--roi", "Box", "--series", "1.2.8");

        assertThat(several.err()).contains("images of several series");
        assertThat(one.code()).isEqualTo(Cli.DONE);
        assertThat(one.err()).contains("readme.txt: left out");
    }

    @Test
    void uptake_of_what_is_no_pet_is_refused() {
        var ended = run("--uptake", "BODY_WEIGHT");

        assertThat(ended.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(ended.err()).contains("not a PET series");
    }

    @Test
    void a_filter_answers_to_the_image() {
        var mean = run("--roi", "Box", "--filter", "mean:3");
        var laplacian = run("--roi", "Box", "--filter", "log:2", "--filter-space", "BY_SLICE");
        var wavelet = run("--roi", "Box", "--filter", "wavelet:LHL:invariant");

        // The mean of a linear field is the field, and it has no second derivative and no
        // wavelet of two vanishing moments.
        assertThat(mean.value("stat_mean")).isCloseTo(-5, within(1e-6));
        assertThat(laplacian.value("stat_max")).isCloseTo(0, within(0.1));
        assertThat(wavelet.value("stat_max")).isCloseTo(0, within(1e-6));
    }

    @Test
    void segments_of_a_segmentation_are_regions_too() throws IOException {
        var solid = box(1, "Box", 0).planes().solid(GapTreatment.LEAVE_EMPTY, 3);
        var grid = new VoxelGrid(List.of(solid), 1);
        var segment =
                new PaintedSegment(
                        "Painted",
                        Code.ANATOMICAL_STRUCTURE,
                        Code.ANATOMICAL_STRUCTURE,
                        "",
                        grid.mask(solid));
        var source = Part10.read(regions, ReadOptions.defaults()).dataSet();
        var file =
                new SampleFiles(folder)
                        .write(
                                "segments.dcm",
                                SegmentationWriter.dataSet(
                                        source, SampleFiles.identity(), grid, List.of(segment)));
        regions = file;

        var ended = run("--roi", "Painted", "--families", "INTENSITY_STATISTICS");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isEqualTo(Cli.DONE);
        assertThat(ended.row("Painted", "").orElseThrow().get(10)).isEqualTo("4000");
        assertThat(ended.row("Painted", "stat_min").orElseThrow().get(10)).isEqualTo("-100.0");
    }

    @Test
    void on_paper_every_feature_has_a_line_and_every_region_a_picture() throws IOException {
        var out = folder.resolve("features.pdf");

        var ended = run("--roi", "Box", "--format", "pdf", "--out", out);

        assertThat(ended.code()).isEqualTo(Cli.DONE);
        try (var document = Loader.loadPDF(out.toFile())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Radiomic features of IBSI", "stat_mean", "Q4LE", "1.2.8.16")
                    .contains("Box: plane at -13.5 mm", "page 1 of");
            var last = document.getPage(document.getNumberOfPages() - 1);
            assertThat(last.getResources().getXObjectNames()).hasSize(1);
        }
    }
}
