// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.Palette;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SampleDepth;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

/**
 * The cells of a black pixel (PS3.3 section C.7.6.3.1.2).
 *
 * <p>Of grey values it is the one shown darkest: the lowest, or the highest of MONOCHROME1. A Pixel
 * Padding Value is not used, for what viewers show in its place differs.
 *
 * @param darkestIndex of PALETTE COLOR, the index of the darkest colour; 0 for all others
 */
record BlackPixel(long darkestIndex) {

    /**
     * Looks the darkest colour up where samples are indexes.
     *
     * @throws InvalidImageException if the palette is none
     */
    static BlackPixel of(DataSet dataSet, ImagePixel image, BulkDataSource source)
            throws IOException {
        boolean isPalette =
                image.photometricInterpretation() == PhotometricInterpretation.PALETTE_COLOR;
        return new BlackPixel(isPalette ? Palette.of(dataSet, source).darkest(image.depth()) : 0);
    }

    /**
     * Returns the cells of a black pixel, one a sample, in the colours and the depth that an image
     * has; of signed samples, the sign fills the bits above.
     */
    List<Long> cells(ImagePixel image) {
        var depth = image.depth();
        long range = 1L << (depth.stored() - 1) << 1;
        long least = depth.isSigned() ? -(1L << (depth.stored() - 1)) : 0;
        long most = least + range - 1;
        long middle = 1L << (depth.stored() - 1);
        var samples =
                switch (image.photometricInterpretation()) {
                    case MONOCHROME1 -> List.of(most);
                    case MONOCHROME2 -> List.of(least);
                    case PALETTE_COLOR -> List.of(darkestIndex);
                    case RGB, HSV, XYB -> Collections.nCopies(3, 0L);
                    case ARGB -> List.of(most, 0L, 0L, 0L);
                    case CMYK -> List.of(0L, 0L, 0L, most);
                    // No colour is the middle of the range.
                    case YBR_FULL, YBR_FULL_422, YBR_ICT, YBR_RCT -> List.of(0L, middle, middle);
                    case YBR_PARTIAL_422, YBR_PARTIAL_420 ->
                            List.of(middle >> 3, middle, middle); // 16 of 256
                };
        return samples.stream().map(sample -> cell(sample, depth)).toList();
    }

    private static long cell(long sample, SampleDepth depth) {
        return sample << (depth.highBit() + 1 - depth.stored());
    }
}
