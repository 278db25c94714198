// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How native pixel data lies in bytes.
 *
 * @param bytes of one sample
 * @param planes 1 if the samples of a pixel stand together, else as many as there are samples
 * @param samples of a pixel
 * @param usedBits the bits of an allocated word that are the sample's
 * @param black the value of each sample of a black pixel
 */
record ImageLayout(
        int rows,
        int columns,
        int samples,
        int bytes,
        int planes,
        long usedBits,
        List<Long> black) {

    ImageLayout {
        black = List.copyOf(black);
    }

    private static final int MAX_SAMPLES = 4;

    /** Returns the layout of an object's pixels, if it says one whose samples are whole bytes. */
    static Optional<ImageLayout> of(DataSet dataSet) {
        int rows = dataSet.integer(Tags.Rows).orElse(0);
        int columns = dataSet.integer(Tags.Columns).orElse(0);
        int samples = dataSet.integer(Tags.SamplesPerPixel).orElse(1);
        int allocated = dataSet.integer(Tags.BitsAllocated).orElse(0);
        var photometric = dataSet.string(Tags.PhotometricInterpretation).orElse("");
        boolean isWhole = allocated == 8 || allocated == 16 || allocated == 32;
        boolean isSubsampled = photometric.endsWith("_422") || photometric.endsWith("_420");
        boolean isLayout =
                rows > 0
                        && columns > 0
                        && rows <= 0xFFFF
                        && columns <= 0xFFFF
                        && samples > 0
                        && samples <= MAX_SAMPLES;
        if (!isWhole || isSubsampled || !isLayout) {
            return Optional.empty();
        }
        boolean isByPlane = samples > 1 && dataSet.integer(Tags.PlanarConfiguration).orElse(0) == 1;
        int stored = Math.clamp(dataSet.integer(Tags.BitsStored).orElse(allocated), 1, allocated);
        int highBit = Math.clamp(dataSet.integer(Tags.HighBit).orElse(stored - 1), 0, 31);
        long used = ((1L << stored) - 1) << Math.max(0, highBit + 1 - stored);
        return Optional.of(
                new ImageLayout(
                        rows,
                        columns,
                        samples,
                        allocated / 8,
                        isByPlane ? samples : 1,
                        used,
                        black(photometric, samples, used)));
    }

    private static List<Long> black(String photometric, int samples, long used) {
        if (photometric.equals("MONOCHROME1")) {
            return Collections.nCopies(samples, used);
        }
        if (photometric.startsWith("YBR") && samples == 3) {
            // No colour is the middle of the range (PS3.3 section C.7.6.3.1.2).
            long middle = ((used >>> 1) + 1) & used;
            return List.of(0L, middle, middle);
        }
        return Collections.nCopies(samples, 0L);
    }

    /** The bytes of one row of one plane. */
    int rowBytes() {
        return columns * pixelBytes();
    }

    /** The bytes from one pixel to the next in a row. */
    int pixelBytes() {
        return planes == 1 ? samples * bytes : bytes;
    }
}
