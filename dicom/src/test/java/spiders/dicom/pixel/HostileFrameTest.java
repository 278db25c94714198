// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.TransferSyntax;

import java.io.IOException;
import java.io.InputStream;
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
}
