// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Every code stream cut at every byte, and with bytes changed at random. */
class HostileFrameTest {

    private static final int MUTATIONS = 3000;

    /** A code stream that is well, and what it is of. */
    record Stream(String name, TransferSyntax syntax, ImagePixel image, Bytes code) {

        byte[] bytes() {
            return code.toArray();
        }

        Frame decode(byte[] encoded) {
            return FrameCodecs.standard().decoder(syntax).orElseThrow().decode(encoded, image);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Stream> streams() throws IOException {
        var streams = new ArrayList<Stream>();
        var grey = SyntheticImages.grey(13, 17, 16, 12, false);
        var colour = SyntheticImages.colour(13, 17, false);
        for (var syntax : FrameCodecs.standard().encodable()) {
            if (!FrameCodecs.standard().decodable().contains(syntax)) {
                continue;
            }
            var encoder = FrameCodecs.standard().encoder(syntax).orElseThrow();
            if (encoder.lossyMethod().isEmpty()) {
                var bytes = encoder.encode(SyntheticImages.frame(grey, 1));
                streams.add(new Stream("grey " + syntax, syntax, grey, Bytes.of(bytes)));
            }
            var bytes = encoder.encode(SyntheticImages.frame(colour, 2));
            streams.add(
                    new Stream(
                            "colour " + syntax, syntax, encoder.encoded(colour), Bytes.of(bytes)));
        }
        streams.add(resource("lossless12.jpg", TransferSyntax.JPEG_LOSSLESS_SV1, grey));
        streams.add(resource("lossless-rgb.jpg", TransferSyntax.JPEG_LOSSLESS, colour));
        streams.add(resource("extended12.jpg", TransferSyntax.JPEG_EXTENDED, grey));
        streams.add(resource("progressive.jpg", TransferSyntax.JPEG_FULL_PROGRESSION, colour));
        var bytes = SyntheticImages.grey(13, 17, 8, 8, false);
        streams.add(resource("near3.jls", TransferSyntax.JPEG_LS_NEAR_LOSSLESS, bytes));
        return streams;
    }

    private static Stream resource(String name, TransferSyntax syntax, ImagePixel image)
            throws IOException {
        try (InputStream in =
                Objects.requireNonNull(HostileFrameTest.class.getResourceAsStream(name), name)) {
            return new Stream(name, syntax, image, Bytes.of(in.readAllBytes()));
        }
    }

    @Test
    void what_dcmtk_encoded_decodes_without_it() throws IOException {
        for (var stream : streams()) {
            if (!stream.name().startsWith("lossless")) {
                continue;
            }
            var original = SyntheticImages.frame(stream.image(), 1);
            var decoded = stream.decode(stream.bytes());
            assertThat(PeerCodecTest.difference(original, decoded)).as(stream.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void cut_anywhere_a_frame_fails_as_malformed_or_is_whole(Stream stream) {
        var whole = stream.decode(stream.bytes());
        int failures = 0;
        for (int length = 0; length < stream.bytes().length; length++) {
            var cut = Arrays.copyOf(stream.bytes(), length);
            try {
                // Behind the last sample there is nothing but padding and an end marker.
                var decoded = stream.decode(cut);
                assertThat(PeerCodecTest.difference(whole, decoded)).as("%d", length).isEmpty();
            } catch (MalformedFrameException e) {
                assertThat(e.offset()).isBetween(0L, (long) length + 1);
                failures++;
            }
        }
        assertThat(failures).isGreaterThan(stream.bytes().length - 16);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void changed_anywhere_a_frame_decodes_or_fails_as_one_of_ours(Stream stream) {
        long seed = 20261126;
        var random = new Random(seed);
        for (int i = 0; i < MUTATIONS; i++) {
            var changed = stream.bytes();
            int changes = 1 + random.nextInt(4);
            for (int j = 0; j < changes; j++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            requireTyped(stream, changed, "seed %d, mutation %d".formatted(seed, i));
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void noise_behind_the_first_bytes_fails_as_one_of_ours(Stream stream) {
        long seed = 7;
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            var noise = new byte[random.nextInt(2000)];
            random.nextBytes(noise);
            int kept = Math.min(noise.length, random.nextInt(stream.bytes().length));
            System.arraycopy(stream.bytes(), 0, noise, 0, kept);
            requireTyped(stream, noise, "seed %d, noise %d".formatted(seed, i));
        }
    }

    private static void requireTyped(Stream stream, byte[] bytes, String which) {
        try {
            stream.decode(bytes);
        } catch (MalformedFrameException | UnsupportedFrameException e) {
            assertThat(e).hasMessageNotContaining("null");
        } catch (RuntimeException e) {
            throw new AssertionError(which, e);
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void a_short_stream_cannot_ask_for_a_big_frame(Stream stream) {
        var image = stream.image();
        var big =
                new ImagePixel(
                        30_000,
                        10_000,
                        image.samplesPerPixel(),
                        image.isPlanar(),
                        image.photometricInterpretation(),
                        image.depth());
        var huge = new Stream(stream.name(), stream.syntax(), big, stream.code());

        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> huge.decode(stream.bytes()));
    }

    @Test
    void a_code_stream_far_longer_than_its_frame_is_refused_before_it_is_read() throws IOException {
        var image = SyntheticImages.grey(13, 17, 8, 8, false);
        Fragment fragment = new Fragment.Left(0, 17L << 20);
        var dataSet =
                SyntheticImages.described(image, 1)
                        .set(
                                new EncapsulatedElement(
                                        Tags.PixelData, VR.OB, Bytes.empty(), List.of(fragment)))
                        .build();
        var reader = FrameReader.of(dataSet, TransferSyntax.RLE_LOSSLESS, BulkDataSource.none());

        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> reader.frame(0))
                .withMessageContaining("for a frame of 221");
    }

    /** Found by Jazzer: JPEG, JPEG-LS and RLE failed by no exception of theirs. */
    @ParameterizedTest
    @MethodSource("streams")
    void cells_that_a_codec_has_not_are_refused(Stream stream) {
        for (var depth :
                List.of(
                        SampleDepth.of(Float.SIZE, Float.SIZE, SampleFormat.FLOAT),
                        SampleDepth.of(Double.SIZE, Double.SIZE, SampleFormat.DOUBLE),
                        SampleDepth.of(64, 64, SampleFormat.UNSIGNED))) {
            var other =
                    new Stream(
                            stream.name(),
                            stream.syntax(),
                            stream.image().withDepth(depth),
                            stream.code());
            requireTyped(other, stream.bytes(), "as it is");
            requireTyped(other, headerOfRLE(24), "a header of RLE");
        }
    }

    /** Of more segments than it has offsets (PS3.5 section G.5), all of them empty. */
    private static byte[] headerOfRLE(int segments) {
        var header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(segments);
        while (header.hasRemaining()) {
            header.putInt(64);
        }
        return header.array();
    }

    /** 64 MB of zeros in 64 KB. */
    @Test
    void a_deflated_frame_is_inflated_to_its_size_and_no_further() {
        var image = SyntheticImages.grey(13, 17, 8, 8, false);
        var bomb =
                FrameCodecs.standard()
                        .encoder(TransferSyntax.DEFLATED_IMAGE_FRAME_COMPRESSION)
                        .orElseThrow()
                        .encode(Frame.blank(SyntheticImages.grey(8192, 8192, 8, 8, false)));
        var stream =
                new Stream(
                        "bomb",
                        TransferSyntax.DEFLATED_IMAGE_FRAME_COMPRESSION,
                        image,
                        Bytes.of(bomb));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        stream.decode(bomb);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }
}
