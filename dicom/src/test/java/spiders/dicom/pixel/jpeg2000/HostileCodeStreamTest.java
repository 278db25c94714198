// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;

/** Streams of OpenJPEG (synthetic images of 29 by 23) cut, changed, and made to claim too much. */
class HostileCodeStreamTest {

    private static final int WIDTH = 29;
    private static final int HEIGHT = 23;
    private static final JPEG2000Limits LIMITS = new JPEG2000Limits(WIDTH, HEIGHT, 3);
    private static final int MUTATIONS = 4000;
    private static final int XSIZ = 8;

    private static byte[] resource(String name) {
        try (var in =
                Objects.requireNonNull(
                        HostileCodeStreamTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JPEG2000Image decode(byte[] stream) {
        return JPEG2000Decoder.decode(ByteBuffer.wrap(stream), LIMITS);
    }

    private static int find(byte[] stream, int marker) {
        int at = 0;
        while ((stream[at] & 0xFF) != marker >> 8 || (stream[at + 1] & 0xFF) != (marker & 0xFF)) {
            at++;
        }
        return at;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossless12.j2k", "all-styles12.j2k"})
    void what_openjpeg_encoded_decodes_without_it(String name) {
        var raw = ByteBuffer.wrap(resource("grey12.raw")).asShortBuffer();
        var samples = decode(resource(name)).planes().getFirst().samples();
        for (int i = 0; i < samples.length; i++) {
            assertThat(samples[i]).isEqualTo(raw.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lossless12.j2k",
                "all-styles12.j2k",
                "tiles-rgb.j2k",
                "irreversible-rgb.j2k"
            })
    void cut_anywhere_a_stream_fails_as_malformed(String name) {
        var whole = resource(name);
        // The last two bytes are EOC, which nothing needs.
        for (int length = 0; length < whole.length - 2; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(MalformedFrameException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> decode(cut))
                    .satisfies(e -> assertThat(e.offset()).isBetween(0L, (long) cut.length));
        }
        assertThat(decode(Arrays.copyOf(whole, whole.length - 2)).planes()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lossless12.j2k",
                "all-styles12.j2k",
                "tiles-rgb.j2k",
                "irreversible-rgb.j2k"
            })
    void changed_anywhere_a_stream_decodes_or_fails_as_one_of_ours(String name) {
        long seed = 20261126;
        var random = new Random(seed);
        var whole = resource(name);
        int header = find(whole, Marker.SOD);
        for (int i = 0; i < MUTATIONS; i++) {
            var changed = whole.clone();
            int changes = 1 + random.nextInt(4);
            for (int k = 0; k < changes; k++) {
                // Half of the changes are in headers, which are the shorter part.
                int range = random.nextBoolean() ? header : changed.length;
                changed[random.nextInt(range)] = (byte) random.nextInt(256);
            }
            try {
                decode(changed);
            } catch (MalformedFrameException | UnsupportedFrameException _) {
                // As it should.
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail("seed %d, change %d: %s".formatted(seed, i, e), e);
            }
        }
    }

    @Test
    void a_larger_image_than_is_allowed_is_refused() {
        var stream = resource("lossless12.j2k");
        for (int edge : new int[] {WIDTH + 1, 1 << 20, Integer.MAX_VALUE, -1}) {
            ByteBuffer.wrap(stream).putInt(XSIZ, edge);
            assertThatExceptionOfType(MalformedFrameException.class)
                    .isThrownBy(() -> decode(stream));
        }
    }

    @Test
    void more_components_than_are_allowed_are_refused() {
        var stream = resource("tiles-rgb.j2k");
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() ->
                        JPEG2000Decoder.decode(
                                ByteBuffer.wrap(stream), new JPEG2000Limits(WIDTH, HEIGHT, 1)));
    }

    /** Tiles of a sample each, and precincts of one, as small a stream as can claim them. */
    @Test
    void tiles_and_precincts_of_a_sample_take_no_more_than_the_stream_has_bytes() {
        var tiles = resource("lossless12.j2k");
        ByteBuffer.wrap(tiles).putInt(XSIZ + 16, 1).putInt(XSIZ + 20, 1);
        assertThatExceptionOfType(MalformedFrameException.class).isThrownBy(() -> decode(tiles));
        var stream = ByteBuffer.allocate(90);
        stream.putShort((short) Marker.SOC).putShort((short) Marker.SIZ).putShort((short) 41);
        stream.putShort((short) 0).putInt(16000).putInt(16000).putInt(0).putInt(0);
        stream.putInt(16000).putInt(16000).putInt(0).putInt(0).putShort((short) 1);
        stream.put(new byte[] {7, 1, 1});
        // 65535 layers, no decomposition, precincts of one sample.
        stream.putShort((short) Marker.COD).putShort((short) 13).put((byte) 1).put((byte) 2);
        stream.putShort((short) 0xFFFF).put(new byte[] {0, 0, 4, 4, 0, 1, 0});
        stream.putShort((short) Marker.QCD).putShort((short) 4).put(new byte[] {0x40, 0x48});
        stream.putShort((short) Marker.SOT).putShort((short) 10).putShort((short) 0).putInt(0);
        stream.put(new byte[] {0, 1}).putShort((short) Marker.SOD).putShort((short) 0);
        var array = Arrays.copyOf(stream.array(), stream.position());
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() ->
                        JPEG2000Decoder.decode(
                                ByteBuffer.wrap(array), new JPEG2000Limits(4000, 4000, 1)));
        ByteBuffer.wrap(array).putInt(XSIZ, 4000).putInt(XSIZ + 4, 4000);
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() ->
                        JPEG2000Decoder.decode(
                                ByteBuffer.wrap(array), new JPEG2000Limits(4000, 4000, 1)))
                .withMessageContaining("ends before its last packet");
    }

    @Test
    void extensions_of_part_2_are_refused_as_unsupported() {
        var stream = resource("lossless12.j2k");
        int at = find(stream, Marker.COM);
        stream[at + 1] = 0x74; // MCT.
        assertThatExceptionOfType(UnsupportedFrameException.class).isThrownBy(() -> decode(stream));
    }

    @Test
    void a_reduction_beyond_the_levels_is_refused() {
        var stream = ByteBuffer.wrap(resource("lossless12.j2k"));
        var options = JPEG2000Options.DEFAULT.withReduction(3);
        assertThatExceptionOfType(UnsupportedFrameException.class)
                .isThrownBy(() -> JPEG2000Decoder.decode(stream, LIMITS, options));
    }
}
