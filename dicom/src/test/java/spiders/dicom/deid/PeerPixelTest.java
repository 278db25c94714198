// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.Peer;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameReader;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SyntheticImages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compressed images of peers are blanked, and peers decode what comes out of it. */
@Tag("peer")
class PeerPixelTest {

    private static final int ROWS = 64;
    private static final int COLUMNS = 96;
    private static final int FRAMES = 3;
    private static final String RULE = "ANNOTATION | Modality=OT | 3,2,20,10; 90,40,60,9";

    private static final String NATIVE = "1.2.840.10008.1.2.1";
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";

    @TempDir Path folder;

    /** A peer's encoder, the decoder beside it, and the syntax its objects are written in. */
    record Codec(List<String> encoder, List<String> decoder, String written) {

        /** GDCM writes single frames only, of the SOP Class there is. */
        int frames() {
            return encoder.getFirst().equals("gdcmconv") ? 1 : FRAMES;
        }

        @Override
        public String toString() {
            return String.join(" ", encoder);
        }
    }

    private static Codec codec(String written, String decoder, String... encoder) {
        return new Codec(List.of(encoder), List.of(decoder.split(" ", -1)), written);
    }

    private static final List<Codec> LOSSLESS =
            List.of(
                    codec(NATIVE, "dcmdjpeg", "dcmcjpeg", "+e1"),
                    codec(NATIVE, "dcmdjpeg", "dcmcjpeg", "+el", "+sv", "4"),
                    codec(JPEG_LS, "dcmdjpls", "dcmcjpls", "+el"),
                    codec(RLE, "dcmdrle", "dcmcrle"),
                    codec(RLE, "gdcmconv --raw", "gdcmconv", "--rle"),
                    codec(JPEG_LS, "dcmdjpls", "gdcmconv", "--jpegls"),
                    codec(NATIVE, "gdcmconv --raw", "gdcmconv", "--j2k"));

    private static final List<Codec> LOSSY =
            List.of(
                    codec(NATIVE, "dcmdjpeg", "dcmcjpeg", "+eb"),
                    codec(NATIVE, "dcmdjpls", "dcmcjpls", "+en", "+md", "3"));

    private static final Codec LOSSY_12 = codec(NATIVE, "dcmdjpeg", "dcmcjpeg", "+ee");

    static Stream<Arguments> cases() {
        var grey8 = SyntheticImages.grey(ROWS, COLUMNS, 8, 8, false);
        var grey12 = SyntheticImages.grey(ROWS, COLUMNS, 16, 12, false);
        var signed = SyntheticImages.grey(ROWS, COLUMNS, 16, 16, true);
        var signed12 = SyntheticImages.grey(ROWS, COLUMNS, 16, 12, true);
        var white = grey12.withPhotometric(PhotometricInterpretation.MONOCHROME1);
        var colour = SyntheticImages.colour(ROWS, COLUMNS, false);
        var planar = SyntheticImages.colour(ROWS, COLUMNS, true);
        var cases = new ArrayList<Arguments>();
        for (var image : List.of(grey8, grey12, white, signed, signed12, colour, planar)) {
            LOSSLESS.forEach(codec -> cases.add(Arguments.of(codec, image)));
        }
        for (var image : List.of(grey8, colour)) {
            LOSSY.forEach(codec -> cases.add(Arguments.of(codec, image)));
        }
        cases.add(Arguments.of(LOSSY_12, grey12));
        cases.add(Arguments.of(LOSSY_12, white));
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void outside_of_the_rectangles_all_is_as_the_peer_decodes_it_and_within_is_black(
            Codec codec, ImagePixel image) throws IOException {
        var original = encoded(codec, image);
        var out = folder.resolve("out.dcm");
        var report = deidentifier().file(original, out);
        var written = Part10.read(out);

        assertThat(report.refusals()).isEmpty();
        assertThat(written.meta().transferSyntax().uid().value()).isEqualTo(codec.written);
        assertThat(written.dataSet().string(Tags.BurnedInAnnotation)).hasValue("NO");
        var expected = frames(decoded(codec.decoder, original, "expected.dcm"));
        assertThat(expected).hasSize(codec.frames());
        var decoder = codec.written.equals(NATIVE) ? List.of("dcmconv", "+te") : codec.decoder;
        requireBlanked(expected, frames(decoded(decoder, out, "decoded.dcm")), image);
        assertThat(errors(out)).isSubsetOf(errors(original));
    }

    private static Deidentifier deidentifier() {
        return new Deidentifier(
                Samples.settings(ConfidentialityOption.CLEAN_PIXEL_DATA)
                        .with(PixelRules.parse(List.of(RULE))));
    }

    private Path encoded(Codec codec, ImagePixel image) throws IOException {
        var frames = new Frame[codec.frames()];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = SyntheticImages.frame(image, i);
        }
        var original = folder.resolve("original.dcm");
        var object =
                SyntheticImages.dataSet(frames).toBuilder()
                        .set(Tags.BurnedInAnnotation, "YES")
                        .build();
        try (var out = Files.newOutputStream(original)) {
            Part10.write(out, object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        return run(codec.encoder, original, folder.resolve("encoded.dcm"));
    }

    private Path decoded(List<String> decoder, Path file, String name) {
        return run(decoder, file, folder.resolve(name));
    }

    private static Path run(List<String> tool, Path in, Path out) {
        var command = new ArrayList<>(tool);
        command.addAll(List.of(Peer.path(in), Peer.path(out)));
        var answer = Peer.ask(command.toArray(String[]::new));
        assertThat(answer.exitCode()).as("%s: %s", tool, answer.output()).isZero();
        return out;
    }

    private static List<Frame> frames(Path file) throws IOException {
        var object = Part10.read(file);
        var reader =
                FrameReader.of(
                        object.dataSet(), object.meta().transferSyntax(), BulkDataSource.none());
        var frames = new ArrayList<Frame>();
        for (int i = 0; i < reader.count(); i++) {
            frames.add(reader.frame(i));
        }
        return frames;
    }

    private static void requireBlanked(
            List<Frame> expected, List<Frame> actual, ImagePixel encoded) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            var image = expected.get(i).image();
            assertThat(actual.get(i).image().photometricInterpretation())
                    .isEqualTo(image.photometricInterpretation());
            for (int c = 0; c < image.samplesPerPixel(); c++) {
                for (int row = 0; row < ROWS; row++) {
                    assertThat(row(actual.get(i), c, row))
                            .as("frame %d, component %d, row %d", i, c, row)
                            .isEqualTo(blanked(row(expected.get(i), c, row), row, encoded));
                }
            }
        }
    }

    private static int[] row(Frame frame, int component, int row) {
        var samples = new int[COLUMNS];
        frame.row(component, row, samples, 0);
        return samples;
    }

    private static int[] blanked(int[] samples, int row, ImagePixel image) {
        for (int column = 0; column < COLUMNS; column++) {
            boolean isFirst = row >= 2 && row < 12 && column >= 3 && column < 23;
            boolean isSecond = row >= 40 && row < 49 && column >= 90;
            if (isFirst || isSecond) {
                samples[column] = black(image);
            }
        }
        return samples;
    }

    private static int black(ImagePixel image) {
        int bits = image.depth().stored();
        if (image.photometricInterpretation() == PhotometricInterpretation.MONOCHROME1) {
            return (1 << bits) - 1;
        }
        return image.depth().isSigned() ? -(1 << (bits - 1)) : 0;
    }

    @Test
    void a_lossy_object_keeps_its_history_and_a_report_tells_the_new_syntax() throws IOException {
        var codec = codec(NATIVE, "dcmdjpeg", "dcmcjpeg", "+eb");
        var original = encoded(codec, SyntheticImages.colour(ROWS, COLUMNS, false));
        var before = Part10.read(original).dataSet();
        var out = folder.resolve("out.dcm");
        var report = deidentifier().file(original, out);
        var after = Part10.read(out).dataSet();

        assertThat(before.string(Tags.PhotometricInterpretation)).hasValue("YBR_FULL_422");
        assertThat(after.string(Tags.PhotometricInterpretation)).hasValue("RGB");
        assertThat(after.string(Tags.LossyImageCompression)).hasValue("01");
        for (var tag : List.of(Tags.LossyImageCompressionRatio, Tags.LossyImageCompressionMethod)) {
            assertThat(after.strings(tag)).isNotEmpty().isEqualTo(before.strings(tag));
        }
        assertThat(report.json())
                .contains(
                        "{\"path\":\"00020010\",\"action\":\"REPLACED\",\"because\":\"E.3.1 or"
                                + " E.3.2, pixels of JPEG Baseline (Process 1) are decoded and"
                                + " written as Explicit VR Little Endian\"}")
                .contains("{\"path\":\"00280004\",\"action\":\"REPLACED\"");
    }

    private static List<String> errors(Path file) {
        return Peer.ask("dciodvfy", "-new", Peer.path(file))
                .output()
                .lines()
                .filter(line -> line.startsWith("Error"))
                .toList();
    }
}
