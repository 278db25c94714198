// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.Peer;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.FrameIndex;
import spiders.dicom.io.Part10;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class EncodedImageTest {

    private static final ImagePixel GREY = SyntheticImages.grey(67, 93, 16, 12, false);
    private static final ImagePixel SIGNED = SyntheticImages.grey(67, 93, 16, 16, true);
    private static final ImagePixel BYTES = SyntheticImages.grey(64, 96, 8, 8, false);
    private static final ImagePixel COLOUR = SyntheticImages.colour(64, 96, false);

    @TempDir Path folder;

    /** An image in a transfer syntax. */
    record Sample(ImagePixel image, TransferSyntax syntax) {

        byte[] encoded(int seed) {
            var encoder = FrameCodecs.standard().encoder(syntax).orElseThrow();
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(encoder.encode(SyntheticImages.frame(image, seed)));
            return bytes.toByteArray();
        }
    }

    static List<Sample> samples() {
        return List.of(
                new Sample(BYTES, TransferSyntax.JPEG_BASELINE),
                new Sample(GREY, TransferSyntax.JPEG_LS_LOSSLESS),
                new Sample(COLOUR, TransferSyntax.JPEG_LS_LOSSLESS),
                new Sample(GREY, TransferSyntax.HTJ2K_LOSSLESS),
                new Sample(SIGNED, TransferSyntax.HTJ2K_LOSSLESS_RPCL));
    }

    private static EncodedImage read(byte[] bytes) throws IOException {
        return EncodedImage.of(new ByteArrayInputStream(bytes), bytes.length);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_we_encode_is_described_as_it_was(Sample sample) throws IOException {
        byte[] bytes = sample.encoded(1);

        var found = read(bytes);

        var image = sample.image();
        assertThat(found.fits(sample.syntax())).isTrue();
        assertThat(found.rows()).isEqualTo(image.rows());
        assertThat(found.columns()).isEqualTo(image.columns());
        assertThat(found.samplesPerPixel()).isEqualTo(image.samplesPerPixel());
        assertThat(found.bits()).isEqualTo(image.depth().stored());
        assertThat(found.bitsAllocated()).isEqualTo(image.depth().allocated());
        assertThat(found.codeStreamLength()).isEqualTo(bytes.length);
    }

    /** The command of an encoder, and what it makes. */
    record Encoder(List<String> command, TransferSyntax syntax) {}

    private static final List<Encoder> ENCODERS =
            List.of(
                    new Encoder(List.of("dcmcjpeg", "+eb"), TransferSyntax.JPEG_BASELINE),
                    new Encoder(List.of("dcmcjpeg", "+eb", "+cr"), TransferSyntax.JPEG_BASELINE),
                    new Encoder(List.of("dcmcjpeg", "+ee"), TransferSyntax.JPEG_EXTENDED),
                    new Encoder(List.of("dcmcjpeg", "+ep"), TransferSyntax.JPEG_FULL_PROGRESSION),
                    new Encoder(List.of("dcmcjpeg", "+e1"), TransferSyntax.JPEG_LOSSLESS_SV1),
                    new Encoder(
                            List.of("dcmcjpeg", "+el", "+sv", "4"), TransferSyntax.JPEG_LOSSLESS),
                    new Encoder(List.of("dcmcjpls", "+el"), TransferSyntax.JPEG_LS_LOSSLESS),
                    new Encoder(
                            List.of("dcmcjpls", "+en", "+md", "2"),
                            TransferSyntax.JPEG_LS_NEAR_LOSSLESS),
                    new Encoder(List.of("gdcmconv", "--j2k"), TransferSyntax.JPEG_2000_LOSSLESS),
                    new Encoder(
                            List.of("gdcmconv", "--j2k", "--lossy", "-q", "60"),
                            TransferSyntax.JPEG_2000));

    @Test
    @Tag("peer")
    void what_peers_encode_is_described_as_they_say() throws IOException {
        for (var encoder : ENCODERS) {
            for (var image : List.of(BYTES, COLOUR)) {
                var encoded = encoded(encoder.command(), image);

                var found = read(frame(encoded));

                var as = "%s of %s".formatted(encoder, image);
                assertThat(found.fits(encoder.syntax())).as(as).isTrue();
                assertThat(found.rows()).as(as).isEqualTo(image.rows());
                assertThat(found.columns()).as(as).isEqualTo(image.columns());
                assertThat(found.bits()).as(as).isEqualTo(8);
                assertThat(found.photometricInterpretation().term())
                        .as(as)
                        .isEqualTo(encoded.string(Tags.PhotometricInterpretation).orElseThrow());
            }
        }
    }

    /** An image as a peer encodes it. */
    private DataSet encoded(List<String> encoder, ImagePixel image) throws IOException {
        var original = folder.resolve("original.dcm");
        var encoded = folder.resolve("encoded.dcm");
        Files.deleteIfExists(encoded);
        try (var out = Files.newOutputStream(original)) {
            var dataSet = SyntheticImages.dataSet(SyntheticImages.frame(image, 2));
            Part10.write(out, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        var command = new ArrayList<>(encoder);
        command.addAll(List.of(Peer.path(original), Peer.path(encoded)));
        Peer.run(command.toArray(String[]::new));
        return Part10.read(encoded).dataSet();
    }

    private static byte[] frame(DataSet encoded) throws IOException {
        try (var in = FrameIndex.of(encoded, BulkDataSource.none()).open(0)) {
            return in.readAllBytes();
        }
    }

    @Test
    @Tag("peer")
    void a_code_stream_in_the_boxes_of_a_jp2_file_is_found() throws IOException {
        byte[] stream = frame(encoded(List.of("gdcmconv", "--j2k"), COLOUR));
        byte[] file = inBoxes(stream, new byte[0]);

        var found = read(file);

        assertThat(found.codeStreamOffset()).isEqualTo(file.length - stream.length);
        assertThat(found.codeStreamLength()).isEqualTo(stream.length);
        assertThat(found.fits(TransferSyntax.JPEG_2000_LOSSLESS)).isTrue();
        assertThatExceptionOfType(UnsupportedFrameException.class)
                .isThrownBy(() -> read(inBoxes(stream, box("pclr", new byte[5]))));
    }

    /** Signature, file type, header with more boxes in it, and the code stream to the end. */
    private static byte[] inBoxes(byte[] stream, byte[] more) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(box("jP  ", new byte[] {0x0D, 0x0A, (byte) 0x87, 0x0A}));
        file.writeBytes(box("ftyp", "jp2 \0\0\0\0jp2 ".getBytes(StandardCharsets.US_ASCII)));
        var header = new ByteArrayOutputStream();
        header.writeBytes(box("ihdr", new byte[14]));
        header.writeBytes(more);
        file.writeBytes(box("jp2h", header.toByteArray()));
        file.writeBytes(ByteBuffer.allocate(8).putInt(0).putInt(0x6A703263).array());
        file.writeBytes(stream);
        return file.toByteArray();
    }

    private static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void cut_within_its_header_a_code_stream_is_malformed(Sample sample) throws IOException {
        byte[] whole = sample.encoded(3);
        int header = 0;
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                read(cut);
                break;
            } catch (MalformedFrameException e) {
                header = length;
            }
        }
        assertThat(header).isGreaterThan(20).isLessThan(whole.length / 2);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void changed_bytes_never_fail_otherwise(Sample sample) throws IOException {
        byte[] whole = sample.encoded(4);
        for (int seed = 0; seed < 3000; seed++) {
            byte[] changed = Arrays.copyOf(whole, Math.min(whole.length, 400));
            var random = new Random(seed);
            for (int i = 0; i < 3; i++) {
                changed[random.nextInt(Math.min(changed.length, 160))] = (byte) random.nextInt();
            }
            try {
                var found = read(changed);
                assertThat(found.rows()).as("seed " + seed).isPositive();
            } catch (MalformedFrameException | UnsupportedFrameException e) {
                assertThat(e).hasMessageContaining("byte");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void code_streams_that_follow_each_other_are_told_apart(Sample sample) throws IOException {
        byte[] first = sample.encoded(5);
        byte[] second = sample.encoded(6);
        var body = new ByteArrayOutputStream();
        body.writeBytes(first);
        body.write(0);
        body.writeBytes(second);
        body.writeBytes(first);

        var found = CodeStreams.of(new ByteArrayInputStream(body.toByteArray()), 3);

        long from = first.length + 1L;
        assertThat(found)
                .extracting(CodeStreams.Extent::offset)
                .containsExactly(0L, from, from + second.length);
        // The encoders pad what they make to an even length.
        assertThat(found.get(1).length()).isBetween(second.length - 1L, (long) second.length);
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> CodeStreams.of(new ByteArrayInputStream(body.toByteArray()), 2));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_code_stream_that_does_not_end_is_malformed(Sample sample) {
        byte[] whole = sample.encoded(7);
        for (int length = 1; length < whole.length; length += 1 + length / 50) {
            var cut = new ByteArrayInputStream(whole, 0, length);
            assertThatExceptionOfType(MalformedFrameException.class)
                    .as("cut to " + length)
                    .isThrownBy(() -> CodeStreams.of(cut, 1));
        }
    }

    @Test
    void a_tile_part_that_says_no_length_goes_on_to_the_end() throws IOException {
        byte[] whole = new Sample(GREY, TransferSyntax.HTJ2K_LOSSLESS).encoded(8);
        int tile = indexOf(whole, 0xFF, 0x90);
        byte[] open = whole.clone();
        Arrays.fill(open, tile + 6, tile + 10, (byte) 0); // Psot
        var body = new ByteArrayOutputStream();
        body.writeBytes(open);
        body.writeBytes(whole);

        assertThat(CodeStreams.of(new ByteArrayInputStream(body.toByteArray()), 2)).hasSize(2);
    }

    private static int indexOf(byte[] bytes, int first, int second) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if ((bytes[i] & 0xFF) == first && (bytes[i + 1] & 0xFF) == second) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void what_is_no_image_is_said_to_be_none() {
        for (var text : List.of("GIF89a, not an image of DICOM", "%PDF-1.7", "x")) {
            var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
            assertThatExceptionOfType(MalformedFrameException.class)
                    .isThrownBy(() -> EncodedImage.of(in, text.length()));
        }
    }
}
