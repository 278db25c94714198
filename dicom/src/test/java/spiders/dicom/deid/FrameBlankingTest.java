// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.deid.Refusal.Reason;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameReader;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SampleDepth;
import spiders.dicom.pixel.SampleFormat;
import spiders.dicom.pixel.SyntheticImages;
import spiders.dicom.pixel.Transcoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class FrameBlankingTest {

    private static final TransferSyntax NATIVE = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final int ROWS = 20;
    private static final int COLUMNS = 24;

    @TempDir Path folder;

    private static Deidentifier deidentifier() {
        return new Deidentifier(
                Samples.settings(ConfidentialityOption.CLEAN_PIXEL_DATA)
                        .with(PixelRules.parse(List.of("ANNOTATION | Modality=OT | 2,1,5,3"))));
    }

    private static boolean isBlank(int row, int column) {
        return row >= 1 && row < 4 && column >= 2 && column < 7;
    }

    private static ImagePixel grey(int allocated, int stored) {
        return SyntheticImages.grey(ROWS, COLUMNS, allocated, stored, false);
    }

    private static DataSet image(ImagePixel image, int count) {
        var frames = new Frame[count];
        for (int i = 0; i < count; i++) {
            frames[i] = SyntheticImages.frame(image, i);
        }
        return SyntheticImages.dataSet(frames);
    }

    private Path written(DataSet object, TransferSyntax syntax) throws IOException {
        var file = folder.resolve("in.dcm");
        var source = Part10Object.of(FileMeta.of(object, NATIVE), object);
        try (var out = Files.newOutputStream(file)) {
            Transcoder.standard().write(source, BulkDataSource.none(), syntax, out);
        }
        return file;
    }

    private Part10Object cleaned(Path in) throws IOException {
        var out = folder.resolve("out.dcm");
        assertThat(deidentifier().file(in, out).refusals()).isEmpty();
        assertThat(folder.toFile().list()).containsOnly("in.dcm", "out.dcm");
        return Part10.read(out);
    }

    private static FrameReader reader(Part10Object object) throws IOException {
        return FrameReader.of(
                object.dataSet(), object.meta().transferSyntax(), BulkDataSource.none());
    }

    private static void requireBlanked(Part10Object before, Part10Object after, int... black)
            throws IOException {
        var expected = reader(before);
        var actual = reader(after);
        assertThat(actual.count()).isEqualTo(expected.count());
        for (int i = 0; i < expected.count(); i++) {
            for (int c = 0; c < black.length; c++) {
                for (int row = 0; row < ROWS; row++) {
                    var samples = row(expected.frame(i), c, row);
                    for (int column = 0; column < COLUMNS; column++) {
                        samples[column] = isBlank(row, column) ? black[c] : samples[column];
                    }
                    assertThat(row(actual.frame(i), c, row))
                            .as("frame %d, component %d, row %d", i, c, row)
                            .isEqualTo(samples);
                }
            }
        }
    }

    private static int[] row(Frame frame, int component, int row) {
        var samples = new int[COLUMNS];
        frame.row(component, row, samples, 0);
        return samples;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.840.10008.1.2.4.201",
                "1.2.840.10008.1.2.4.202",
                "1.2.840.10008.1.2.4.80",
                "1.2.840.10008.1.2.5",
                "1.2.840.10008.1.2.8.1",
                "1.2.840.10008.1.2.1.98"
            })
    void what_we_encode_without_loss_keeps_its_syntax(String uid) throws IOException {
        var syntax = TransferSyntax.of(new UID(uid));
        for (var image : List.of(grey(16, 12), SyntheticImages.colour(ROWS, COLUMNS, false))) {
            var in = written(image(image, 3), syntax);
            var out = cleaned(in);

            assertThat(out.meta().transferSyntax()).isEqualTo(syntax);
            requireBlanked(Part10.read(in), out, new int[image.samplesPerPixel()]);
        }
    }

    @Test
    void an_object_in_memory_is_blanked_when_it_is_planned() throws IOException {
        var before = Part10.read(written(image(grey(8, 8), 2), TransferSyntax.RLE_LOSSLESS));
        var plan = deidentifier().plan(before.dataSet(), TransferSyntax.RLE_LOSSLESS);
        var after =
                Part10Object.of(FileMeta.of(plan.dataSet(), plan.transferSyntax()), plan.dataSet());

        assertThat(plan.transferSyntax()).isEqualTo(TransferSyntax.RLE_LOSSLESS);
        requireBlanked(before, after, 0);
    }

    @Test
    void black_of_luminance_and_colour_differences_is_without_colour() throws IOException {
        var image =
                SyntheticImages.colour(ROWS, COLUMNS, false)
                        .withPhotometric(PhotometricInterpretation.YBR_FULL);
        var in = written(image(image, 2), TransferSyntax.RLE_LOSSLESS);
        var out = cleaned(in);

        assertThat(out.dataSet().string(Tags.PhotometricInterpretation)).hasValue("YBR_FULL");
        requireBlanked(Part10.read(in), out, 0, 128, 128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2.1", "1.2.840.10008.1.2.5"})
    void black_of_a_palette_is_its_darkest_colour(String syntax) throws IOException {
        var palette = new byte[512];
        Arrays.fill(palette, (byte) 0x7F);
        palette[2 * 77] = 1;
        palette[2 * 77 + 1] = 0;
        var object =
                palette(image(grey(8, 8), 1).toBuilder(), palette)
                        .set(Tags.PhotometricInterpretation, "PALETTE COLOR")
                        .build();
        var in = written(object, TransferSyntax.of(new UID(syntax)));

        requireBlanked(Part10.read(in), cleaned(in), 77);
    }

    private static DataSetBuilder palette(DataSetBuilder object, byte[] entries) {
        for (var tag :
                List.of(
                        Tags.RedPaletteColorLookupTableDescriptor,
                        Tags.GreenPaletteColorLookupTableDescriptor,
                        Tags.BluePaletteColorLookupTableDescriptor)) {
            object.set(tag, VR.US, 256, 0, 16);
        }
        return object.set(Tags.RedPaletteColorLookupTableData, VR.OW, entries)
                .set(Tags.GreenPaletteColorLookupTableData, VR.OW, entries)
                .set(Tags.BluePaletteColorLookupTableData, VR.OW, entries);
    }

    @Test
    void black_of_native_samples_is_the_least_of_their_range() throws IOException {
        var signed = SyntheticImages.grey(ROWS, COLUMNS, 16, 12, true);
        var white = signed.withPhotometric(PhotometricInterpretation.MONOCHROME1);
        for (var image : List.of(signed, white)) {
            var in = written(image(image, 2), NATIVE);
            requireBlanked(Part10.read(in), cleaned(in), image.equals(signed) ? -2048 : 2047);
        }
    }

    @Test
    void native_bits_and_pixels_that_share_their_colour_are_blanked_too() throws IOException {
        var bits =
                new ImagePixel(
                        ROWS,
                        COLUMNS,
                        1,
                        false,
                        PhotometricInterpretation.MONOCHROME1,
                        SampleDepth.of(1, 1, SampleFormat.UNSIGNED));
        var single =
                SyntheticImages.described(bits, 2)
                        .set(Tags.PixelData, VR.OB, new byte[ROWS * COLUMNS * 2 / 8])
                        .build();
        var in = written(single, NATIVE);
        requireBlanked(Part10.read(in), cleaned(in), 1);

        var shared =
                SyntheticImages.described(SyntheticImages.colour(ROWS, COLUMNS, false), 1)
                        .set(Tags.PhotometricInterpretation, "YBR_FULL_422")
                        .set(Tags.PixelData, VR.OB, new byte[ROWS * COLUMNS * 2])
                        .build();
        in = written(shared, NATIVE);
        var out = cleaned(in);
        assertThat(out.dataSet().string(Tags.PhotometricInterpretation)).hasValue("YBR_FULL");
        requireBlanked(Part10.read(in), out, 0, 128, 128);
    }

    @Test
    void bytes_of_the_retired_big_endian_syntax_become_little_endian() throws IOException {
        var in = written(image(grey(8, 8), 2), TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
        var out = cleaned(in);

        assertThat(out.meta().transferSyntax()).isEqualTo(NATIVE);
        requireBlanked(Part10.read(in), out, 0);
    }

    @Test
    void a_damaged_frame_is_refused_and_nothing_is_written() throws IOException {
        var in = written(image(grey(16, 12), 3), TransferSyntax.JPEG_LS_LOSSLESS);
        var object = Part10.read(in);
        var pixels = (EncapsulatedElement) object.dataSet().element(Tags.PixelData).orElseThrow();
        var fragments = new ArrayList<>(pixels.fragments());
        fragments.set(2, new Fragment.Held(Bytes.of(new byte[64])));
        var damaged =
                object.dataSet()
                        .with(
                                new EncapsulatedElement(
                                        Tags.PixelData, VR.OB, Bytes.empty(), fragments));
        try (var out = Files.newOutputStream(in)) {
            Part10.write(out, damaged, TransferSyntax.JPEG_LS_LOSSLESS);
        }
        var report = deidentifier().file(in, folder.resolve("out.dcm"));
        var planned = deidentifier().plan(damaged, TransferSyntax.JPEG_LS_LOSSLESS);

        assertThat(report.refusals())
                .extracting(Refusal::reason)
                .containsExactly(Reason.PIXELS_NOT_CLEANABLE);
        assertThat(planned.report()).isEqualTo(report);
        assertThat(report.changes()).isEmpty();
        assertThat(folder.toFile().list()).containsExactly("in.dcm");
    }

    @Test
    void a_video_is_refused_by_its_name() {
        var plan =
                deidentifier()
                        .plan(
                                SyntheticImages.described(grey(8, 8), 3)
                                        .set(
                                                new EncapsulatedElement(
                                                        Tags.PixelData,
                                                        VR.OB,
                                                        Bytes.empty(),
                                                        List.of()))
                                        .build(),
                                TransferSyntax.MPEG4_HIGH_PROFILE);

        assertThat(plan.report().refusals())
                .containsExactly(
                        new Refusal(
                                Reason.PIXELS_NOT_CLEANABLE,
                                "pixels are a video (MPEG-4 AVC/H.264 High Profile / Level 4.1),"
                                        + " whose frames are not decoded"));
    }

    @Test
    void what_is_too_long_for_native_pixels_becomes_jpeg_ls() {
        var image = SyntheticImages.colour(1000, 1000, false);
        for (int frames : List.of(1431, 1432)) {
            var target =
                    FrameRewriting.target(
                            TransferSyntax.JPEG_BASELINE,
                            image,
                            DataSet.builder().set(Tags.NumberOfFrames, frames).build());
            assertThat(target).isEqualTo(frames == 1431 ? NATIVE : TransferSyntax.JPEG_LS_LOSSLESS);
        }
    }
}
