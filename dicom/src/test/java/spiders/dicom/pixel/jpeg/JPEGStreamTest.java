// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SyntheticImages;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.util.Arrays;
import java.util.List;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGQTable;

/** What no peer's encoder writes, and the standard has: restarts, scans of one component. */
class JPEGStreamTest {

    private static int[][] rows(Frame frame) {
        var image = frame.image();
        var rows = new int[image.samplesPerPixel() * image.rows()][image.columns()];
        for (int i = 0; i < rows.length; i++) {
            frame.row(i / image.rows(), i % image.rows(), rows[i], 0);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void every_predictor_restarts_and_has_components_together_or_apart(int predictor) {
        for (var image :
                List.of(
                        SyntheticImages.grey(17, 23, 16, 16, false),
                        SyntheticImages.grey(17, 23, 16, 16, true),
                        SyntheticImages.grey(17, 23, 16, 11, false),
                        SyntheticImages.grey(17, 23, 8, 2, false),
                        SyntheticImages.colour(17, 23, false))) {
            for (int restart : new int[] {0, 1, 5}) {
                for (boolean isInterleaved : new boolean[] {true, false}) {
                    requireSame(image, new LosslessStream(predictor, 0, restart, isInterleaved));
                }
            }
        }
    }

    private static void requireSame(ImagePixel image, LosslessStream stream) {
        var frame = SyntheticImages.frame(image, 5);
        var encoded = stream.encode(frame, image.depth().stored());

        var decoded = new JPEGDecoder().decode(encoded, image);

        assertThat(rows(decoded)).as("%s %s", image, stream).isDeepEqualTo(rows(frame));
    }

    @Test
    void a_point_transform_loses_the_lowest_bits_and_no_others() {
        var image = SyntheticImages.grey(9, 11, 16, 12, false);
        var frame = SyntheticImages.frame(image, 6);
        var decoded =
                new JPEGDecoder()
                        .decode(new LosslessStream(4, 3, 2, true).encode(frame, 12), image);
        var expected = rows(frame);
        for (int[] row : expected) {
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i] >> 3 << 3;
            }
        }

        assertThat(rows(decoded)).isDeepEqualTo(expected);
    }

    @Test
    void a_missing_restart_marker_is_malformed() {
        var image = SyntheticImages.grey(4, 4, 16, 12, false);
        var encoded = new LosslessStream(1, 0, 1, true).encode(SyntheticImages.frame(image, 6), 12);
        int marker = 0;
        while (encoded[marker] != (byte) 0xFF || encoded[marker + 1] != (byte) Marker.RST0) {
            marker++;
        }
        encoded[marker + 1] = (byte) (Marker.RST0 + 1);

        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> new JPEGDecoder().decode(encoded, image));
    }

    @Test
    void blocks_restart_their_means() {
        var out = new HuffmanWriter();
        out.raw(0xFF, Marker.SOI, 0xFF, Marker.DQT, 0, 67, 0);
        for (int i = 0; i < 64; i++) {
            out.raw(1);
        }
        table(out, 0, TypicalTables.DC_LUMINANCE);
        table(out, 0x10, TypicalTables.AC_LUMINANCE);
        out.raw(0xFF, Marker.SOF_BASELINE, 0, 11, 8, 0, 8, 0, 24, 1, 1, 0x11, 0);
        out.raw(0xFF, Marker.DRI, 0, 4, 0, 1, 0xFF, Marker.SOS, 0, 8, 1, 1, 0, 0, 63, 0);
        int[] dc = HuffmanWriter.codes(TypicalTables.DC_LUMINANCE);
        int[] ac = HuffmanWriter.codes(TypicalTables.AC_LUMINANCE);
        for (int i = 0; i < 3; i++) {
            var block = new int[64];
            block[0] = 80 * (i + 1);
            out.block(block, 0, dc, ac);
            out.align();
            out.raw(0xFF, i < 2 ? Marker.RST0 + i : Marker.EOI);
        }

        var decoded =
                new JPEGDecoder().decode(out.toArray(), SyntheticImages.grey(8, 24, 8, 8, false));

        assertThat(rows(decoded)[7])
                .startsWith(138, 138, 138, 138, 138, 138, 138, 138, 148)
                .endsWith(148, 158, 158, 158, 158, 158, 158, 158, 158);
    }

    @Test
    void progressive_scans_are_256_at_most_and_end_with_the_image() {
        var image = SyntheticImages.grey(8, 8, 8, 8, false);

        assertThat(rows(new JPEGDecoder().decode(progressive(256, true), image))[7])
                .containsOnly(138);
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> new JPEGDecoder().decode(progressive(257, true), image))
                .withMessageContaining("256 scans");
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> new JPEGDecoder().decode(progressive(3, false), image));
    }

    /** A grey block: its mean, and then scans without a coefficient. */
    private static byte[] progressive(int scans, boolean ends) {
        var out = new HuffmanWriter();
        out.raw(0xFF, Marker.SOI, 0xFF, Marker.DQT, 0, 67, 0);
        for (int i = 0; i < 64; i++) {
            out.raw(1);
        }
        table(out, 0, TypicalTables.DC_LUMINANCE);
        table(out, 0x10, TypicalTables.AC_LUMINANCE);
        out.raw(0xFF, Marker.SOF_PROGRESSIVE, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0);
        // The mean 80: a code of 7 bits, 11110, and these; then padding.
        out.raw(0xFF, Marker.SOS, 0, 8, 1, 1, 0, 0, 0, 0, 0b1111_0101, 0b0000_1111);
        for (int i = 1; i < scans; i++) {
            // The end of the block, 1010, and padding.
            out.raw(0xFF, Marker.SOS, 0, 8, 1, 1, 0, 1, 63, 0, 0b1010_1111);
        }
        if (ends) {
            out.raw(0xFF, Marker.EOI);
        }
        return out.toArray();
    }

    @Test // Refused until 2026-11.
    void lines_may_be_counted_behind_the_first_scan() {
        var image = SyntheticImages.grey(17, 23, 8, 8, false);
        byte[] encoded = new JPEGEncoder(90).encode(SyntheticImages.frame(image, 1));
        var expected = rows(new JPEGDecoder().decode(encoded, image));
        int header = at(encoded, Marker.SOF_BASELINE);
        var counted = Arrays.copyOf(encoded, encoded.length + 6);
        counted[header + 5] = 0;
        counted[header + 6] = 0;
        int end = at(encoded, Marker.EOI);
        byte[] lines = {(byte) 0xFF, (byte) 0xDC, 0, 4, 0, 17};
        System.arraycopy(lines, 0, counted, end, lines.length);
        counted[end + 6] = (byte) 0xFF;
        counted[end + 7] = (byte) Marker.EOI;

        assertThat(rows(new JPEGDecoder().decode(counted, image))).isDeepEqualTo(expected);
    }

    @Test // Until 2026-11 such colours were taken for red, green and blue.
    void colours_that_pixels_share_are_ybr_whatever_the_data_set_says() {
        var image = SyntheticImages.colour(16, 16, false);
        byte[] encoded = new JPEGEncoder(90).encode(SyntheticImages.frame(image, 1));
        int tables = at(encoded, Marker.DQT);
        var bare = Arrays.copyOfRange(encoded, tables - 2, encoded.length);
        bare[0] = (byte) 0xFF;
        bare[1] = (byte) Marker.SOI; // Without the segment of JFIF, which says so too.

        var decoded = new JPEGDecoder().decode(bare, image);

        assertThat(decoded.image().photometricInterpretation())
                .isEqualTo(PhotometricInterpretation.YBR_FULL);
        assertThat(rows(decoded)).isDeepEqualTo(rows(new JPEGDecoder().decode(encoded, image)));
    }

    /** Where a marker stands in a code stream. */
    private static int at(byte[] encoded, int marker) {
        int at = 0;
        while (encoded[at] != (byte) 0xFF || encoded[at + 1] != (byte) marker) {
            at++;
        }
        return at;
    }

    private static void table(HuffmanWriter out, int kind, byte[][] table) {
        out.raw(0xFF, Marker.DHT, 0, 3 + table[0].length + table[1].length, kind);
        out.raw(table[0]);
        out.raw(table[1]);
    }

    @ParameterizedTest
    @EnumSource(JPEGLSEncoder.Interleave.class)
    void jpeg_ls_interleaves_and_restarts_in_every_way(JPEGLSEncoder.Interleave interleave) {
        for (var image :
                List.of(
                        SyntheticImages.colour(33, 41, false),
                        SyntheticImages.colour(33, 41, true),
                        SyntheticImages.grey(33, 41, 16, 16, true),
                        SyntheticImages.grey(33, 41, 16, 13, false),
                        SyntheticImages.grey(33, 1, 8, 2, false),
                        SyntheticImages.grey(1, 41, 8, 1, false))) {
            var frame = SyntheticImages.frame(image, 8);
            for (int restart : new int[] {0, 1, 7}) {
                var encoded = new JPEGLSEncoder(interleave, restart).encode(frame);

                var decoded = new JPEGLSDecoder().decode(encoded, image);

                assertThat(encoded.length % 2).isZero();
                assertThat(rows(decoded))
                        .as("%s, restart %d", image, restart)
                        .isDeepEqualTo(rows(frame));
            }
        }
    }

    @Test
    void a_retired_process_is_not_supported_and_another_size_is_malformed() {
        var image = SyntheticImages.grey(16, 16, 8, 8, false);
        var encoded = new JPEGEncoder(90).encode(SyntheticImages.frame(image, 1));
        var other = SyntheticImages.grey(16, 17, 8, 8, false);

        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(() -> new JPEGDecoder().decode(encoded, other));

        int header = at(encoded, Marker.SOF_BASELINE);
        encoded[header + 1] = (byte) 0xC9; // Arithmetic coding.
        int at = header;
        assertThatExceptionOfType(UnsupportedFrameException.class)
                .isThrownBy(() -> new JPEGDecoder().decode(encoded, image))
                .satisfies(e -> assertThat(e.offset()).isGreaterThan(at));
    }

    @Test
    void the_typical_tables_are_those_of_annex_k() {
        requireTable(TypicalTables.DC_LUMINANCE, JPEGHuffmanTable.StdDCLuminance);
        requireTable(TypicalTables.DC_CHROMINANCE, JPEGHuffmanTable.StdDCChrominance);
        requireTable(TypicalTables.AC_LUMINANCE, JPEGHuffmanTable.StdACLuminance);
        requireTable(TypicalTables.AC_CHROMINANCE, JPEGHuffmanTable.StdACChrominance);
        int[] luminance = JPEGQTable.K1Luminance.getTable();
        int[] chrominance = JPEGQTable.K2Chrominance.getTable();
        for (int k = 0; k < 64; k++) {
            int place = ZigZag.NATURAL[k];
            assertThat(TypicalTables.quantization(true, 50)[place])
                    .isIn(luminance[k], luminance[place]);
            assertThat(TypicalTables.quantization(false, 50)[place])
                    .isIn(chrominance[k], chrominance[place]);
        }
    }

    private static void requireTable(byte[][] ours, JPEGHuffmanTable theirs) {
        short[] counts = theirs.getLengths();
        for (int i = 0; i < 16; i++) {
            assertThat((int) ours[0][i]).isEqualTo(i < counts.length ? counts[i] : 0);
        }
        short[] symbols = theirs.getValues();
        assertThat(ours[1]).hasSize(symbols.length);
        for (int i = 0; i < symbols.length; i++) {
            assertThat(ours[1][i]).isEqualTo((byte) symbols[i]);
        }
    }
}
