// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.Hex;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

class NativeFrameTest {

    @TempDir Path folder;

    private static Frame frame(DataSet dataSet, int number) throws IOException {
        return FrameReader.of(
                        dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataSource.none())
                .frame(number);
    }

    private static int[] row(Frame frame, int component, int row) {
        var values = new int[frame.image().columns()];
        frame.row(component, row, values, 0);
        return values;
    }

    @Test
    void signed_samples_are_extended_from_their_high_bit() throws IOException {
        var image =
                new ImagePixel(
                        1,
                        3,
                        1,
                        false,
                        PhotometricInterpretation.MONOCHROME2,
                        new SampleDepth(16, 12, 13, SampleFormat.SIGNED));
        // 12 bits from bit 2 to 13: -1, -2048, 2047; the bits around them are set and must not
        // count.
        var pixels = Hex.bytes("FFFF", "03E0", "FFDF");
        var dataSet =
                SyntheticImages.described(image, 1).set(Tags.PixelData, VR.OW, pixels).build();
        var frame = frame(dataSet, 0);

        assertThat(row(frame, 0, 0)).containsExactly(-1, -2048, 2047);
        assertThat(((Samples.OfShort) frame.aligned().samples()).array())
                .containsExactly(-1, -2048, 2047);
        assertThat(frame.aligned().image().depth().highBit()).isEqualTo(11);
    }

    @Test
    void frames_of_single_bits_go_on_within_a_byte() throws IOException {
        var image =
                new ImagePixel(
                        1,
                        5,
                        1,
                        false,
                        PhotometricInterpretation.MONOCHROME2,
                        SampleDepth.of(1, 1, SampleFormat.UNSIGNED));
        // First pixel in the lowest bit: 10110, 01001, 11111, and a bit of padding.
        var dataSet =
                SyntheticImages.described(image, 3)
                        .set(Tags.PixelData, VR.OB, Hex.bytes("4D7E"))
                        .build();

        assertThat(row(frame(dataSet, 0), 0, 0)).containsExactly(1, 0, 1, 1, 0);
        assertThat(row(frame(dataSet, 1), 0, 0)).containsExactly(0, 1, 0, 0, 1);
        assertThat(row(frame(dataSet, 2), 0, 0)).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void samples_of_32_and_64_bits_and_real_numbers_are_typed_arrays() throws IOException {
        var image = SyntheticImages.grey(1, 2, 32, 32, true);
        var numbers = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putInt(-7).putInt(Integer.MAX_VALUE);
        var whole =
                SyntheticImages.described(image, 1)
                        .set(Tags.PixelData, VR.OW, java.util.Arrays.copyOf(numbers.array(), 8))
                        .build();
        assertThat(((Samples.OfInt) frame(whole, 0).samples()).array())
                .containsExactly(-7, Integer.MAX_VALUE);

        numbers.clear().putLong(Long.MIN_VALUE).putLong(3);
        var wide =
                SyntheticImages.described(SyntheticImages.grey(1, 2, 64, 64, true), 1)
                        .set(Tags.PixelData, VR.OV, numbers.array())
                        .build();
        assertThat(((Samples.OfLong) frame(wide, 0).samples()).array())
                .containsExactly(Long.MIN_VALUE, 3);

        numbers.clear().putDouble(-0.5).putDouble(1e300);
        var real =
                SyntheticImages.described(SyntheticImages.grey(1, 2, 64, 64, false), 1)
                        .set(Tags.DoubleFloatPixelData, VR.OD, numbers.array())
                        .build();
        assertThat(((Samples.OfDouble) frame(real, 0).samples()).array())
                .containsExactly(-0.5, 1e300);

        numbers.clear().putFloat(-0.5f).putFloat(1e30f);
        var floats =
                SyntheticImages.described(SyntheticImages.grey(1, 2, 32, 32, false), 1)
                        .set(
                                Tags.FloatPixelData,
                                VR.OF,
                                java.util.Arrays.copyOf(numbers.array(), 8))
                        .build();
        assertThat(((Samples.OfFloat) frame(floats, 0).samples()).array())
                .containsExactly(-0.5f, 1e30f);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void colours_are_found_by_pixel_and_by_plane(boolean isPlanar) throws IOException {
        var image = SyntheticImages.colour(3, 5, isPlanar);
        var original = SyntheticImages.frame(image, 9);
        var frame = frame(SyntheticImages.dataSet(original), 0);

        assertThat(PeerCodecTest.difference(original, frame)).isEmpty();
        assertThat(frame.index(2, 1, 3)).isEqualTo(isPlanar ? 2 * 15 + 8 : 8 * 3 + 2);
        assertThat(PeerCodecTest.difference(original, Interleaving.byPixel(frame))).isEmpty();
    }

    @Test
    void two_pixels_share_their_colour_in_ybr_full_422() throws IOException {
        var image =
                SyntheticImages.colour(1, 4, false)
                        .withPhotometric(PhotometricInterpretation.YBR_FULL_422);
        // Y1 Y2 Cb Cr, twice.
        var dataSet =
                SyntheticImages.described(image, 1)
                        .set(Tags.PixelData, VR.OB, Hex.bytes("10205060", "30407080"))
                        .build();
        var frame = frame(dataSet, 0);

        assertThat(frame.image().photometricInterpretation())
                .isEqualTo(PhotometricInterpretation.YBR_FULL);
        assertThat(row(frame, 0, 0)).containsExactly(0x10, 0x20, 0x30, 0x40);
        assertThat(row(frame, 1, 0)).containsExactly(0x50, 0x50, 0x70, 0x70);
        assertThat(row(frame, 2, 0)).containsExactly(0x60, 0x60, 0x80, 0x80);
    }

    @Test // Refused until 2026-11.
    void of_an_rle_segment_that_holds_padding_too_the_end_is_left_out() {
        var image = SyntheticImages.grey(1, 3, 8, 8, false);
        var encoded = new byte[66];
        encoded[0] = 1; // One segment,
        encoded[4] = 64; // behind the header:
        encoded[64] = -3; // four times
        encoded[65] = 7; // the same.

        var frame =
                FrameCodecs.standard()
                        .decoder(TransferSyntax.RLE_LOSSLESS)
                        .orElseThrow()
                        .decode(encoded, image);

        assertThat(((Samples.OfByte) frame.samples()).array()).containsExactly(7, 7, 7);
    }

    @Test // Until 2026-11 two thirds of such a frame were read, as pairs.
    void frames_that_were_decompressed_may_still_be_called_ybr_full_422() throws IOException {
        var image =
                SyntheticImages.colour(1, 2, false)
                        .withPhotometric(PhotometricInterpretation.YBR_FULL_422);
        var dataSet =
                SyntheticImages.described(image, 2)
                        .set(Tags.PixelData, VR.OB, Hex.bytes("010203 040506", "070809 0A0B0C"))
                        .build();
        var frame = frame(dataSet, 1);

        assertThat(frame.image().photometricInterpretation())
                .isEqualTo(PhotometricInterpretation.RGB);
        assertThat(row(frame, 0, 0)).containsExactly(7, 10);
        assertThat(row(frame, 2, 0)).containsExactly(9, 12);
    }

    @ParameterizedTest
    @CsvSource({"8", "16", "32"})
    void frames_of_odd_sizes_are_read_from_a_big_endian_file(int allocated) throws IOException {
        var image = SyntheticImages.grey(3, 5, allocated, allocated, false);
        var first = SyntheticImages.frame(image, 1);
        var second = SyntheticImages.frame(image, 2);
        var file = folder.resolve("big.dcm");
        var dataSet = SyntheticImages.dataSet(first, second);
        // Cells of 8 bits in words: the two frames share one.
        var words =
                dataSet.toBuilder()
                        .set(Tags.PixelData, VR.OW, dataSet.bytes(Tags.PixelData).get().toArray())
                        .build();
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, words, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
        }
        var left = Part10.read(file, ReadOptions.withoutBulkData().withBulkThreshold(0));
        var reader =
                FrameReader.of(
                        left.dataSet(), left.meta().transferSyntax(), BulkDataSource.file(file));

        assertThat(PeerCodecTest.difference(first, reader.frame(0))).isEmpty();
        assertThat(PeerCodecTest.difference(second, reader.frame(1))).isEmpty();
    }

    @Test
    void pixel_data_that_ends_too_early_is_malformed() {
        var dataSet =
                SyntheticImages.described(SyntheticImages.grey(3, 5, 16, 12, false), 1)
                        .set(Tags.PixelData, VR.OW, new byte[28])
                        .build();

        assertThatExceptionOfType(spiders.dicom.io.MalformedDataSetException.class)
                .isThrownBy(() -> frame(dataSet, 0));
    }
}
