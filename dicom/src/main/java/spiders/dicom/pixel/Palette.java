// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.nio.ByteOrder;

/** The red, green and blue of each sample of PALETTE COLOR (PS3.3 sections C.7.6.3.1.5, C.7.9). */
public final class Palette {

    private static final int MAX_ENTRIES = 1 << 16;

    private final short[][] tables;
    private final int first;
    private final int bits;

    private Palette(short[][] tables, int first, int bits) {
        this.tables = tables;
        this.first = first;
        this.bits = bits;
    }

    /**
     * Reads the palettes of an image, segmented ones too.
     *
     * @throws InvalidImageException if one is missing, or is not what its descriptor says
     */
    public static Palette of(DataSet dataSet) {
        var red =
                table(
                        dataSet,
                        Tags.RedPaletteColorLookupTableDescriptor,
                        Tags.RedPaletteColorLookupTableData,
                        Tags.SegmentedRedPaletteColorLookupTableData);
        var green =
                table(
                        dataSet,
                        Tags.GreenPaletteColorLookupTableDescriptor,
                        Tags.GreenPaletteColorLookupTableData,
                        Tags.SegmentedGreenPaletteColorLookupTableData);
        var blue =
                table(
                        dataSet,
                        Tags.BluePaletteColorLookupTableDescriptor,
                        Tags.BluePaletteColorLookupTableData,
                        Tags.SegmentedBluePaletteColorLookupTableData);
        int[] descriptor = descriptor(dataSet, Tags.RedPaletteColorLookupTableDescriptor);
        boolean isSigned = dataSet.integer(Tags.PixelRepresentation).orElse(0) == 1;
        int first = isSigned ? (short) descriptor[1] : descriptor[1] & 0xFFFF;
        return new Palette(new short[][] {red, green, blue}, first, descriptor[2]);
    }

    /** Reads the palettes of an image, also where they were left in its file. */
    public static Palette of(DataSet dataSet, BulkDataSource bulkData) throws IOException {
        return of(HeldTables.of(dataSet, bulkData));
    }

    private static int[] descriptor(DataSet dataSet, Tag tag) {
        int[] descriptor = dataSet.integers(tag);
        if (descriptor.length != 3 || (descriptor[2] != 8 && descriptor[2] != 16)) {
            throw new InvalidImageException("No palette descriptor in " + tag);
        }
        return descriptor;
    }

    private static short[] table(DataSet dataSet, Tag descriptorTag, Tag data, Tag segmented) {
        int[] descriptor = descriptor(dataSet, descriptorTag);
        // 65536 entries do not fit into the descriptor: they are told by 0.
        int entries = (descriptor[0] & 0xFFFF) == 0 ? MAX_ENTRIES : descriptor[0] & 0xFFFF;
        boolean isSegmented = dataSet.has(segmented);
        var bytes =
                dataSet.bytes(isSegmented ? segmented : data)
                        .orElseThrow(() -> new InvalidImageException("No palette in " + data));
        if (isSegmented) {
            return new PaletteSegments(bytes, descriptor[2], entries).expanded();
        }
        return entries(bytes, entries, descriptor[2]);
    }

    private static short[] entries(Bytes bytes, int entries, int bits) {
        var table = new short[entries];
        if (bytes.length() < entries) {
            throw new InvalidImageException("A palette ends too early");
        }
        // Entries of 8 bits are two to a word; some systems give each a word all the same, and
        // some tell of 16 bits where there are 8, which dcm4che and DCMTK read alike.
        if (bytes.length() < 2L * entries) {
            int scale = bits == 8 ? 1 : 0x101;
            for (int i = 0; i < entries; i++) {
                table[i] = (short) ((bytes.get(i) & 0xFF) * scale);
            }
            return table;
        }
        bytes.buffer().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(table);
        if (bits == 8 && reachesBeyondByte(table)) {
            // Words of which the high byte is the entry: the low one repeats it, or is 0.
            for (int i = 0; i < entries; i++) {
                table[i] = (short) ((table[i] & 0xFFFF) >> 8);
            }
        }
        return table;
    }

    private static boolean reachesBeyondByte(short[] table) {
        for (short entry : table) {
            if ((entry & 0xFF00) != 0) {
                return true;
            }
        }
        return false;
    }

    /** The bits of a colour: 8 or 16. */
    public int bits() {
        return bits;
    }

    /** The index of the darkest colour that samples of a depth can have; the first of its like. */
    public long darkest(SampleDepth depth) {
        long range = 1L << depth.stored();
        long least = depth.isSigned() ? -(range >> 1) : 0;
        long from = Math.max(least, first);
        long to = Math.min(least + range, (long) first + tables[0].length);
        long darkest = from;
        int light = Integer.MAX_VALUE;
        for (long index = from; index < to; index++) {
            int sum = 0;
            for (short[] table : tables) {
                sum += table[(int) Math.min(table.length - 1, index - first)] & 0xFFFF;
            }
            if (sum < light) {
                light = sum;
                darkest = index;
            }
        }
        return darkest;
    }

    /**
     * Returns a frame of indexes in its colours, of 8 or 16 bits each; an index below the first or
     * above the last entry has that one's colour.
     */
    public Frame toRGB(Frame frame) {
        var image = frame.image();
        if (image.samplesPerPixel() != 1
                || !image.depth().format().isWhole()
                || image.depth().allocated() > 16) {
            throw new UnsupportedFrameException("A palette for " + image);
        }
        var depth = SampleDepth.of(bits, bits, SampleFormat.UNSIGNED);
        var colours =
                new ImagePixel(
                        image.rows(),
                        image.columns(),
                        3,
                        false,
                        PhotometricInterpretation.RGB,
                        depth);
        var result = Frame.blank(colours);
        int columns = image.columns();
        var indexes = new int[columns];
        var values = new int[columns];
        for (int row = 0; row < image.rows(); row++) {
            frame.row(0, row, indexes, 0);
            for (int c = 0; c < 3; c++) {
                short[] table = tables[c];
                for (int i = 0; i < columns; i++) {
                    int entry = Math.max(0, Math.min(table.length - 1, indexes[i] - first));
                    values[i] = table[entry] & 0xFFFF;
                }
                result.setRow(c, row, values, 0);
            }
        }
        return result;
    }
}
