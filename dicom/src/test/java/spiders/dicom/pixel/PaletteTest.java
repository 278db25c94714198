// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import spiders.dicom.Hex;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;

import java.nio.ByteOrder;
import java.util.List;

class PaletteTest {

    static final List<Tag> DESCRIPTORS =
            List.of(
                    Tags.RedPaletteColorLookupTableDescriptor,
                    Tags.GreenPaletteColorLookupTableDescriptor,
                    Tags.BluePaletteColorLookupTableDescriptor);
    static final List<Tag> DATA =
            List.of(
                    Tags.RedPaletteColorLookupTableData,
                    Tags.GreenPaletteColorLookupTableData,
                    Tags.BluePaletteColorLookupTableData);
    private static final List<Tag> SEGMENTS =
            List.of(
                    Tags.SegmentedRedPaletteColorLookupTableData,
                    Tags.SegmentedGreenPaletteColorLookupTableData,
                    Tags.SegmentedBluePaletteColorLookupTableData);

    private static DataSet palette(List<Tag> tags, int[] descriptor, String... hex) {
        DataSetBuilder dataSet = DataSet.builder();
        for (int i = 0; i < 3; i++) {
            dataSet.set(DESCRIPTORS.get(i), VR.US, descriptor[0], descriptor[1], descriptor[2]);
            dataSet.set(tags.get(i), VR.OW, Hex.bytes(hex[i]));
        }
        return dataSet.build();
    }

    private static Frame indexes(int... values) {
        var image =
                SyntheticImages.grey(1, values.length, 8, 8, false)
                        .withPhotometric(PhotometricInterpretation.PALETTE_COLOR);
        var frame = Frame.blank(image);
        frame.setRow(0, 0, values, 0);
        return frame;
    }

    private static int[] row(Frame frame, int component) {
        var values = new int[frame.image().columns()];
        frame.row(component, 0, values, 0);
        return values;
    }

    @Test
    void an_index_outside_has_the_colour_of_the_nearest_entry() {
        var palette =
                Palette.of(
                        palette(DATA, new int[] {2, 10, 16}, "01000200", "03000400", "0500FFFF"));
        var rgb = palette.toRGB(indexes(0, 10, 11, 200));

        assertThat(rgb.image().depth().stored()).isEqualTo(16);
        assertThat(row(rgb, 0)).containsExactly(1, 1, 2, 2);
        assertThat(row(rgb, 1)).containsExactly(3, 3, 4, 4);
        assertThat(row(rgb, 2)).containsExactly(5, 5, 0xFFFF, 0xFFFF);
    }

    @Test
    void entries_of_8_bits_are_packed_or_have_a_word_each() {
        var packed = palette(DATA, new int[] {4, 0, 8}, "01020304", "05060708", "090A0B0C");
        var words =
                palette(
                        DATA,
                        new int[] {4, 0, 8},
                        "0100020003000400",
                        "0500060007000800",
                        "09000A000B000C00");

        for (var dataSet : List.of(packed, words)) {
            var rgb = Palette.of(dataSet).toRGB(indexes(0, 1, 2, 3));
            assertThat(row(rgb, 0)).containsExactly(1, 2, 3, 4);
            assertThat(row(rgb, 2)).containsExactly(9, 10, 11, 12);
        }
    }

    @Test // Refused, and black, until 2026-11.
    void entries_of_8_bits_may_be_called_16_and_words_may_hold_them_high() {
        var called16 = palette(DATA, new int[] {4, 0, 16}, "00017FFF", "00000000", "FF000000");
        var high =
                palette(
                        DATA,
                        new int[] {4, 0, 8},
                        "0000 0001 007F 00FF",
                        "0000000000000000",
                        "FFFF000000000000");

        var of16 = Palette.of(called16).toRGB(indexes(0, 1, 2, 3));
        assertThat(row(of16, 0)).containsExactly(0, 0x0101, 0x7F7F, 0xFFFF);
        assertThat(row(of16, 2)).containsExactly(0xFFFF, 0, 0, 0);
        var of8 = Palette.of(high).toRGB(indexes(0, 1, 2, 3));
        assertThat(row(of8, 0)).containsExactly(0, 1, 0x7F, 0xFF);
        assertThat(row(of8, 1)).containsExactly(0, 0, 0, 0);
        assertThat(row(of8, 2)).containsExactly(0xFF, 0, 0, 0);
    }

    @Test
    void discrete_linear_and_indirect_segments_are_expanded() {
        // Discrete, 2 entries: 0, 100. Linear, 5 entries up to 200. Indirect: 1 segment from byte
        // 0.
        var segments = "0000 0200 0000 6400" + "0100 0500 C800" + "0200 0100 0000 0000";
        var palette =
                Palette.of(palette(SEGMENTS, new int[] {9, 0, 16}, segments, segments, segments));
        var rgb = palette.toRGB(indexes(0, 1, 2, 3, 4, 5, 6, 7, 8));

        assertThat(row(rgb, 0)).containsExactly(0, 100, 120, 140, 160, 180, 200, 0, 100);
    }

    @Test
    void segments_cut_anywhere_are_refused() {
        var segments = "0000 0200 0000 6400 0100 0500 C800 0200 0100 0000 0000";
        byte[] whole = Hex.bytes(segments);
        for (int length = 0; length < whole.length; length += 2) {
            var cut = Hex.hex(java.util.Arrays.copyOf(whole, length));
            var dataSet = palette(SEGMENTS, new int[] {9, 0, 16}, cut, cut, cut);
            assertThatExceptionOfType(InvalidImageException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> Palette.of(dataSet));
        }
    }

    @Test
    void an_indirect_segment_cannot_repeat_itself() {
        var segments = "0200 0100 0000 0000";
        var dataSet = palette(SEGMENTS, new int[] {9, 0, 16}, segments, segments, segments);

        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> Palette.of(dataSet));
    }

    @Test
    void a_table_left_in_its_file_is_not_brought_in_beyond_a_mebibyte() {
        var tag = Tags.RedPaletteColorLookupTableData;
        var dataSet =
                DataSet.builder()
                        .set(
                                new BulkDataElement(
                                        tag, VR.OW, 0, (1 << 20) + 2, ByteOrder.LITTLE_ENDIAN))
                        .build();

        assertThatExceptionOfType(InvalidImageException.class)
                .isThrownBy(() -> FrameRenderer.of(dataSet, BulkDataSource.none()));
    }
}
