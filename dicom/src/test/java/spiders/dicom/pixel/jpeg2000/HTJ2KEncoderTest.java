// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

class HTJ2KEncoderTest {

    private static final int[][] SIZES = {
        {1, 1},
        {1, 7},
        {2, 2},
        {3, 5},
        {5, 1},
        {64, 64},
        {65, 63},
        {127, 33},
        {300, 1},
        {1, 300},
        {257, 193}
    };

    @ParameterizedTest
    @EnumSource(Planes.Kind.class)
    void what_is_encoded_decodes_as_it_was(Planes.Kind kind) {
        for (var size : SIZES) {
            for (int bits : new int[] {1, 8, 12, 16, 24}) {
                for (boolean isSigned : new boolean[] {false, true}) {
                    var grey = Planes.of(kind, size[0], size[1], bits, isSigned, 1);
                    requireRoundTrip(grey, false);
                }
            }
            requireRoundTrip(Planes.of(kind, size[0], size[1], 8, false, 3), true);
            requireRoundTrip(Planes.of(kind, size[0], size[1], 16, true, 4), true);
            requireRoundTrip(Planes.of(kind, size[0], size[1], 12, false, 2), false);
        }
    }

    private static void requireRoundTrip(List<JPEG2000Plane> planes, boolean isColour) {
        var first = planes.getFirst();
        var encoded = HTJ2KEncoder.encode(planes, isColour, 1);
        var limits = new JPEG2000Limits(first.width(), first.height(), planes.size());
        var image = JPEG2000Decoder.decode(ByteBuffer.wrap(encoded), limits);
        assertThat(image.hasColourTransform()).isEqualTo(isColour);
        for (int c = 0; c < planes.size(); c++) {
            var plane = image.planes().get(c);
            assertThat(plane.bits()).isEqualTo(planes.get(c).bits());
            assertThat(plane.isSigned()).isEqualTo(planes.get(c).isSigned());
            assertThat(plane.samples()).isEqualTo(planes.get(c).samples());
        }
    }

    @Test
    void two_threads_write_what_one_writes() {
        var planes = Planes.of(Planes.Kind.BODY, 500, 300, 12, false, 3);
        assertThat(HTJ2KEncoder.encode(planes, true, 2))
                .isEqualTo(HTJ2KEncoder.encode(planes, true, 1));
    }

    /** PS3.5 section 10.18: RPCL, a lowest resolution of at most 64, TLM. */
    @ParameterizedTest
    @CsvSource({"512, 512, 5", "5000, 40, 7", "64, 64, 5", "3, 2, 1", "1, 1, 0"})
    void a_stream_is_as_the_rpcl_syntax_asks(int width, int height, int levels) {
        var stream = encoded(width, height);
        var parser =
                new CodeStreamParser(
                        new StreamReader(stream, 0, 0, stream.length),
                        new JPEG2000Limits(width, height, 1));
        var parameters = parser.parse().parameters();
        assertThat(parameters.order()).isEqualTo(ProgressionOrder.RPCL);
        assertThat(parameters.style(0).levels()).isEqualTo(levels);
        assertThat(Math.ceilDiv(Math.max(width, height), 1 << levels)).isLessThanOrEqualTo(64);
        assertThat(tilePartLengths(stream)).hasSize(levels + 1);
    }

    @Test
    void tile_part_lengths_lead_from_one_resolution_to_the_next() {
        var stream = encoded(300, 200);
        int at = find(stream, Marker.SOT);
        for (int length : tilePartLengths(stream)) {
            assertThat(u16(stream, at)).isEqualTo(Marker.SOT);
            assertThat(u16(stream, at + 6) << 16 | u16(stream, at + 8)).isEqualTo(length);
            at += length;
        }
        assertThat(u16(stream, at)).isEqualTo(Marker.EOC);
        assertThat(at + 2).isEqualTo(stream.length);
    }

    private static byte[] encoded(int width, int height) {
        return HTJ2KEncoder.encode(
                Planes.of(Planes.Kind.BODY, width, height, 12, false, 1), false, 1);
    }

    private static int[] tilePartLengths(byte[] stream) {
        int at = find(stream, Marker.TLM);
        int entries = (u16(stream, at + 2) - 4) / 5;
        var lengths = new int[entries];
        for (int i = 0; i < entries; i++) {
            int entry = at + 6 + 5 * i;
            lengths[i] = u16(stream, entry + 1) << 16 | u16(stream, entry + 3);
        }
        return lengths;
    }

    private static int find(byte[] stream, int marker) {
        int at = 0;
        while (u16(stream, at) != marker) {
            at++;
        }
        return at;
    }

    private static int u16(byte[] stream, int at) {
        return (stream[at] & 0xFF) << 8 | (stream[at + 1] & 0xFF);
    }

    @Test
    void a_smaller_image_is_that_of_the_low_bands() {
        var planes = Planes.of(Planes.Kind.EMPTY, 300, 201, 8, false, 1);
        var stream = ByteBuffer.wrap(HTJ2KEncoder.encode(planes, false, 1));
        var limits = new JPEG2000Limits(300, 201, 1);
        for (int reduction = 1; reduction <= 5; reduction++) {
            var options = JPEG2000Options.DEFAULT.withReduction(reduction);
            var plane = JPEG2000Decoder.decode(stream, limits, options).planes().getFirst();
            assertThat(plane.width()).isEqualTo(Math.ceilDiv(300, 1 << reduction));
            assertThat(plane.height()).isEqualTo(Math.ceilDiv(201, 1 << reduction));
            assertThat(Arrays.stream(plane.samples()).distinct()).containsExactly(128);
        }
    }

    @Test
    void planes_that_do_not_go_together_are_refused() {
        var small = Planes.of(Planes.Kind.BODY, 8, 8, 8, false, 1);
        var large = Planes.of(Planes.Kind.BODY, 9, 8, 8, false, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        HTJ2KEncoder.encode(List.of(small.getFirst(), large.getFirst()), false, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> HTJ2KEncoder.encode(small, true, 1));
        var beyond = JPEG2000Plane.of(1, 1, 8, false, new int[] {256});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HTJ2KEncoder.encode(List.of(beyond), false, 1));
    }
}
