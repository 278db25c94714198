// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A plane of bits over an image: graphics, or a region of interest (PS3.3 section C.9.2).
 *
 * @param group 0x6000 to 0x601E, even
 * @param top the row of the image, from 1, that the overlay's first row is on
 * @param left the column likewise
 * @param frames how many frames of bits it has
 * @param firstFrame the frame of the image, from 1, that the first is for
 * @param bit the bit of the image's cells that it is in, as retired files have it; 0 if it has data
 *     of its own
 */
public record Overlay(
        int group, int rows, int columns, int top, int left, int frames, int firstFrame, int bit) {

    private static final int FIRST_GROUP = 0x6000;
    private static final int LAST_GROUP = 0x601E;
    private static final int MAX_SIZE = 0xFFFF;
    private static final int MAX_DATA = 64 << 20;

    public Overlay {
        long bits = (long) rows * columns * frames;
        if (rows < 1
                || rows > MAX_SIZE
                || columns < 1
                || columns > MAX_SIZE
                || frames < 1
                || bits / frames > ImagePixel.MAX_FRAME_BYTES
                || bits / 8 > ImagePixel.MAX_FRAME_BYTES) {
            throw new InvalidImageException(
                    "An overlay of %d × %d bits, %d times".formatted(columns, rows, frames));
        }
    }

    /**
     * Reads the overlays of an image; those whose data is missing, or left in a file, are left out.
     *
     * @throws InvalidImageException if one has a size that none can have
     */
    public static List<Overlay> of(DataSet dataSet) {
        var overlays = new ArrayList<Overlay>();
        for (int group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
            if (!dataSet.has(tag(group, Tags.OverlayRows))) {
                continue;
            }
            boolean hasData = dataSet.has(tag(group, Tags.OverlayData));
            boolean isHeld = dataSet.bytes(tag(group, Tags.OverlayData)).isPresent();
            int bit = dataSet.integer(tag(group, Tags.OverlayBitPosition)).orElse(0);
            int allocated = dataSet.integer(tag(group, Tags.OverlayBitsAllocated)).orElse(1);
            if (isHeld || (!hasData && allocated > 1 && bit > 0)) {
                overlays.add(of(dataSet, group, hasData ? 0 : bit));
            }
        }
        return List.copyOf(overlays);
    }

    /**
     * An image with the data of one overlay in memory, where it was left in the file.
     *
     * @throws InvalidImageException if it is longer than 64 MiB
     */
    public static DataSet held(DataSet image, int group, BulkDataSource bulkData)
            throws IOException {
        var data = image.element(tag(group, Tags.OverlayData));
        return data.isPresent() && data.get() instanceof BulkDataElement bulk
                ? image.with(HeldTables.value(bulk, bulkData, MAX_DATA))
                : image;
    }

    private static Overlay of(DataSet dataSet, int group, int bit) {
        int[] origin = dataSet.integers(tag(group, Tags.OverlayOrigin));
        int imageFrames = dataSet.integer(Tags.NumberOfFrames).orElse(1);
        return new Overlay(
                group,
                dataSet.integer(tag(group, Tags.OverlayRows)).orElse(0),
                dataSet.integer(tag(group, Tags.OverlayColumns)).orElse(0),
                origin.length > 0 ? origin[0] : 1,
                origin.length > 1 ? origin[1] : 1,
                dataSet.integer(tag(group, Tags.NumberOfFramesInOverlay))
                        .orElse(bit > 0 ? Math.max(1, imageFrames) : 1),
                dataSet.integer(tag(group, Tags.ImageFrameOrigin)).orElse(1),
                bit);
    }

    /** The tag of an attribute in the group of an overlay. */
    static Tag tag(int group, Tag inFirstGroup) {
        return Tag.of(group, inFirstGroup.element());
    }

    /** Whether it is in unused bits of the image's cells. */
    public boolean isEmbedded() {
        return bit > 0;
    }

    /**
     * Returns the bits over a frame, a byte each, row by row; all 0 where the overlay has none for
     * it.
     *
     * @param dataSet where the overlay is from
     * @param frame the decoded frame of the image, as its cells are, not aligned
     * @param number the frame's, from 0
     * @throws InvalidImageException if the overlay's data ends too early
     */
    public byte[] bits(DataSet dataSet, Frame frame, int number) {
        var bits = new byte[rows * columns];
        int index = number - (firstFrame - 1);
        // One that counts no frames of its own is over all of them.
        boolean isForAll = frames == 1 && !dataSet.has(tag(group, Tags.NumberOfFramesInOverlay));
        if (isForAll) {
            index = 0;
        }
        if (index < 0 || (index >= frames && !isEmbedded())) {
            return bits;
        }
        if (isEmbedded()) {
            embedded(frame, bits);
            return bits;
        }
        var data = dataSet.bytes(tag(group, Tags.OverlayData)).orElseThrow();
        long first = (long) index * bits.length;
        if (first + bits.length > 8L * data.length()) {
            throw new InvalidImageException("The data of an overlay ends too early");
        }
        for (int i = 0; i < bits.length; i++) {
            long at = first + i;
            bits[i] = (byte) (data.get((int) (at >> 3)) >> (at & 7) & 1);
        }
        return bits;
    }

    private void embedded(Frame frame, byte[] bits) {
        var image = frame.image();
        if (bit >= image.depth().allocated()
                || image.samplesPerPixel() != 1
                || rows != image.rows()
                || columns != image.columns()) {
            throw new InvalidImageException("An overlay in bit %d of the cells".formatted(bit));
        }
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) (frame.samples().whole(i) >> bit & 1);
        }
    }
}
