// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.Peer;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every sample that DCMTK and GDCM encode, decoded by us, and the other way round. */
@Tag("peer")
class PeerCodecTest {

    private static final int ROWS = 67;
    private static final int COLUMNS = 93;

    @TempDir Path folder;

    static List<ImagePixel> depths() {
        return List.of(
                SyntheticImages.grey(ROWS, COLUMNS, 8, 8, false),
                SyntheticImages.grey(ROWS, COLUMNS, 8, 8, true),
                SyntheticImages.grey(ROWS, COLUMNS, 8, 6, false),
                SyntheticImages.grey(ROWS, COLUMNS, 16, 8, false),
                SyntheticImages.grey(ROWS, COLUMNS, 16, 10, false),
                SyntheticImages.grey(ROWS, COLUMNS, 16, 12, false),
                SyntheticImages.grey(ROWS, COLUMNS, 16, 12, true),
                SyntheticImages.grey(ROWS, COLUMNS, 16, 16, false),
                SyntheticImages.grey(ROWS, COLUMNS, 16, 16, true),
                SyntheticImages.colour(ROWS, COLUMNS, false),
                SyntheticImages.colour(ROWS, COLUMNS, true));
    }

    /** Commands of lossless encoders, but for the files. */
    private static final List<List<String>> ENCODERS =
            List.of(
                    List.of("dcmcjpeg", "+e1"),
                    List.of("dcmcjpeg", "+el", "+sv", "2"),
                    List.of("dcmcjpeg", "+el", "+sv", "3"),
                    List.of("dcmcjpeg", "+el", "+sv", "4"),
                    List.of("dcmcjpeg", "+el", "+sv", "5"),
                    List.of("dcmcjpeg", "+el", "+sv", "6"),
                    List.of("dcmcjpeg", "+el", "+sv", "7"),
                    List.of("dcmcjpls", "+el"),
                    List.of("dcmcrle"));

    private static final List<List<String>> GDCM_ENCODERS =
            List.of(
                    List.of("gdcmconv", "--jpeg"),
                    List.of("gdcmconv", "--jpegls"),
                    List.of("gdcmconv", "--j2k"),
                    List.of("gdcmconv", "--rle"));

    @ParameterizedTest
    @MethodSource("depths")
    void what_peers_encode_without_loss_we_decode_as_it_was(ImagePixel image) throws IOException {
        requireDecoded(image, ENCODERS);
        // GDCM stops at frames of odd sizes, and at bytes that are not full.
        if (image.depth().stored() >= 8) {
            requireDecoded(sized(image, 64, 96), GDCM_ENCODERS);
        }
    }

    private static ImagePixel sized(ImagePixel image, int rows, int columns) {
        return new ImagePixel(
                rows,
                columns,
                image.samplesPerPixel(),
                image.isPlanar(),
                image.photometricInterpretation(),
                image.depth());
    }

    private void requireDecoded(ImagePixel image, List<List<String>> encoders) throws IOException {
        var frame = SyntheticImages.frame(image, 1);
        var original = written(SyntheticImages.dataSet(frame));
        for (var encoder : encoders) {
            var encoded = folder.resolve("encoded.dcm");
            Files.deleteIfExists(encoded);
            var command = new ArrayList<>(encoder);
            command.addAll(List.of(Peer.path(original), Peer.path(encoded)));
            var answer = Peer.ask(command.toArray(String[]::new));
            assertThat(Files.exists(encoded)).as("%s: %s", encoder, answer.output()).isTrue();

            var decoded = decoded(encoded);

            assertThat(difference(frame, decoded)).as("%s", encoder).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("depths")
    void what_we_encode_without_loss_peers_decode_as_it_was(ImagePixel image) throws IOException {
        var frame = SyntheticImages.frame(image, 2);
        var codecs = FrameCodecs.standard();
        for (var syntax : List.of(TransferSyntax.RLE_LOSSLESS, TransferSyntax.JPEG_LS_LOSSLESS)) {
            var encoder = codecs.encoder(syntax).orElseThrow();
            var encoded = folder.resolve("ours.dcm");
            write(encoded, encapsulated(encoder, frame), syntax);
            var dcmtk = syntax.equals(TransferSyntax.RLE_LOSSLESS) ? "dcmdrle" : "dcmdjpls";
            var commands = List.of(List.of(dcmtk), List.of("gdcmconv", "--raw"));
            // GDCM stops at bytes that are not full.
            for (var command : image.depth().stored() < 8 ? commands.subList(0, 1) : commands) {
                var theirs = folder.resolve("theirs.dcm");
                var whole = new ArrayList<>(command);
                whole.addAll(List.of(Peer.path(encoded), Peer.path(theirs)));
                Peer.run(whole.toArray(String[]::new));

                assertThat(difference(frame, decoded(theirs)))
                        .as("%s by %s", syntax, command)
                        .isEmpty();
            }
        }
    }

    @Test
    void lossy_jpeg_decodes_to_the_samples_that_dcmtk_has() throws IOException {
        for (var image : depths()) {
            if (image.depth().isSigned()) {
                continue;
            }
            var original = written(SyntheticImages.dataSet(SyntheticImages.frame(image, 3)));
            for (var process : lossyProcesses(image)) {
                var encoded = folder.resolve("encoded.dcm");
                var theirs = folder.resolve("theirs.dcm");
                var command = new ArrayList<>(List.of("dcmcjpeg"));
                command.addAll(process);
                command.addAll(List.of(Peer.path(original), Peer.path(encoded)));
                Peer.run(command.toArray(String[]::new));
                Peer.run("dcmdjpeg", Peer.path(encoded), Peer.path(theirs));

                var ours = decoded(encoded);
                if (image.samplesPerPixel() == 3) {
                    ours = Colours.toRGB(ours);
                }

                assertThat(difference(decoded(theirs), ours)).as("%s %s", image, process).isEmpty();
            }
        }
    }

    private static List<List<String>> lossyProcesses(ImagePixel image) {
        if (image.samplesPerPixel() == 3) {
            return List.of(
                    List.of("+eb"),
                    List.of("+eb", "+q", "30"),
                    List.of("+eb", "+s4"),
                    List.of("+eb", "+s2"),
                    List.of("+eb", "+n1"),
                    List.of("+eb", "+cr"),
                    List.of("+ee", "+q", "60"),
                    List.of("+es"),
                    List.of("+ep"),
                    List.of("+ep", "+n1", "+q", "40"));
        }
        return image.depth().stored() <= 8
                ? List.of(
                        List.of("+eb"),
                        List.of("+ee", "+be", "+q", "50"),
                        List.of("+es"),
                        List.of("+ep", "+q", "100"))
                : List.of(
                        List.of("+ee", "+bt"),
                        List.of("+ee", "+bt", "+q", "20"),
                        List.of("+es", "+bt"),
                        List.of("+ep", "+bt"));
    }

    /** dcmcjpls refuses signed samples; below 7 bits its thresholds are not the standard's. */
    static List<ImagePixel> nearDepths() {
        return depths().stream()
                .filter(image -> !image.depth().isSigned() && image.depth().stored() >= 8)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("nearDepths")
    void near_lossless_jpeg_ls_decodes_to_the_samples_that_dcmtk_has(ImagePixel image)
            throws IOException {
        var original = written(SyntheticImages.dataSet(SyntheticImages.frame(image, 4)));
        for (var near : List.of("1", "3")) {
            var encoded = folder.resolve("encoded.dcm");
            var theirs = folder.resolve("theirs.dcm");
            Peer.run("dcmcjpls", "+en", "+md", near, Peer.path(original), Peer.path(encoded));
            Peer.run("dcmdjpls", Peer.path(encoded), Peer.path(theirs));

            assertThat(difference(decoded(theirs), decoded(encoded))).as(near).isEmpty();
        }
    }

    /** Where two frames differ, with the first few samples; nothing if they do not. */
    static List<String> difference(Frame expected, Frame found) {
        var differences = new ArrayList<String>();
        var image = expected.image();
        var theirs = new int[image.columns()];
        var ours = new int[image.columns()];
        for (int c = 0; c < image.samplesPerPixel(); c++) {
            for (int y = 0; y < image.rows(); y++) {
                expected.row(c, y, theirs, 0);
                found.row(c, y, ours, 0);
                int x = Arrays.mismatch(theirs, ours);
                if (x >= 0 && differences.size() < 5) {
                    differences.add(
                            "component %d, row %d, column %d: %d, not %d"
                                    .formatted(c, y, x, ours[x], theirs[x]));
                }
            }
        }
        return differences;
    }

    private Path written(DataSet dataSet) throws IOException {
        var file = folder.resolve("original.dcm");
        write(file, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return file;
    }

    private static void write(Path file, DataSet dataSet, TransferSyntax syntax)
            throws IOException {
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, dataSet, syntax);
        }
    }

    private static DataSet encapsulated(FrameEncoder encoder, Frame frame) {
        var image = encoder.encoded(frame.image());
        Fragment fragment = new Fragment.Held(Bytes.of(encoder.encode(frame)));
        return SyntheticImages.described(image, 1)
                .set(
                        new EncapsulatedElement(
                                Tags.PixelData, VR.OB, Bytes.empty(), List.of(fragment)))
                .build();
    }

    private static Frame decoded(Path file) throws IOException {
        var object = Part10.read(file);
        var reader =
                FrameReader.of(
                        object.dataSet(), object.meta().transferSyntax(), BulkDataSource.none());
        return reader.frame(0);
    }
}
