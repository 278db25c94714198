// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.Objects;

/**
 * Frames of samples, one after the other without a gap (PS3.5 section 8.1.1).
 *
 * @param frameBits the size of one frame in bits
 */
record NativeFrames(Fragment pixels, int count, long frameBits) implements FrameLayout {

    private static final int MAX_SIZE = 0xFFFF;

    static FrameLayout of(DataSet dataSet, Fragment pixels) {
        int count = Math.max(1, dataSet.integer(Tags.NumberOfFrames).orElse(1));
        long bits = bits(dataSet, pixels.length() / count);
        if (bits == 0) {
            return new NativeFrames(pixels, 1, 8 * pixels.length()); // No image that says its size.
        }
        if (bits > 8 * pixels.length() / count) {
            throw new MalformedDataSetException(
                    pixels instanceof Fragment.Left left ? left.offset() : 0,
                    "%d frames of %d bits are more than %d bytes of pixel data"
                            .formatted(count, bits, pixels.length()));
        }
        return new NativeFrames(pixels, count, bits);
    }

    /**
     * @param most the bytes that a frame may have
     */
    private static long bits(DataSet dataSet, long most) {
        long samples = dataSet.has(Tags.SamplesPerPixel) ? size(dataSet, Tags.SamplesPerPixel) : 1;
        long all =
                size(dataSet, Tags.Rows)
                        * size(dataSet, Tags.Columns)
                        * size(dataSet, Tags.BitsAllocated);
        return switch (dataSet.string(Tags.PhotometricInterpretation).orElse("")) {
            // Two pixels share their colour (PS3.3 section C.7.6.3.1.2), unless what decompressed
            // the frames has left the term as it was.
            case "YBR_FULL_422", "YBR_PARTIAL_422" -> all * (all * 3 / 8 <= most ? 3 : 2);
            case "YBR_PARTIAL_420" -> all * 3 / 2;
            default -> all * Math.min(samples, 255);
        };
    }

    /** A number of 16 bits, so that products of a few do not overflow; else 0. */
    private static long size(DataSet dataSet, Tag tag) {
        int size = dataSet.integer(tag).orElse(0);
        return size < 0 || size > MAX_SIZE ? 0 : size;
    }

    @Override
    public List<Fragment> parts(int frame) {
        Objects.checkIndex(frame, count);
        long first = frame * frameBits / 8;
        long end = ((frame + 1L) * frameBits + 7) / 8;
        return List.of(
                switch (pixels) {
                    case Fragment.Held(var bytes) ->
                            new Fragment.Held(bytes.slice((int) first, (int) (end - first)));
                    case Fragment.Left(var offset, _) ->
                            new Fragment.Left(offset + first, end - first);
                });
    }

    @Override
    public int firstBit(int frame) {
        return (int) (Objects.checkIndex(frame, count) * frameBits % 8);
    }
}
