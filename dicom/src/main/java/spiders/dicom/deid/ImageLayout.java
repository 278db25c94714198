// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.pixel.ImagePixel;

import java.util.List;
import java.util.Optional;

/**
 * How native pixel data lies in bytes.
 *
 * @param bytes of one sample
 * @param planes 1 if the samples of a pixel stand together, else as many as there are samples
 * @param samples of a pixel
 * @param usedBits the bits of an allocated word that are the sample's
 * @param black the cell of each sample of a black pixel
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

    /** Returns the layout of an image, if its samples are whole bytes that no two pixels share. */
    static Optional<ImageLayout> of(ImagePixel image, BlackPixel black) {
        var depth = image.depth();
        if (depth.allocated() == 1
                || depth.allocated() == Long.SIZE
                || !depth.format().isWhole()
                || image.photometricInterpretation().isSubsampled()) {
            return Optional.empty();
        }
        int samples = image.samplesPerPixel();
        long used = ((1L << depth.stored()) - 1) << (depth.highBit() + 1 - depth.stored());
        return Optional.of(
                new ImageLayout(
                        image.rows(),
                        image.columns(),
                        samples,
                        depth.cellBytes(),
                        image.isPlanar() ? samples : 1,
                        used,
                        black.cells(image)));
    }

    /** The same with nothing but zeros in the unused bits of black, where overlays were. */
    ImageLayout withoutUnusedBits() {
        return new ImageLayout(
                rows,
                columns,
                samples,
                bytes,
                planes,
                usedBits,
                black.stream().map(cell -> cell & usedBits).toList());
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
