// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.Samples;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** A synthetic frame with the contrast and the noise of a CT, for codecs. */
final class Phantom {

    private Phantom() {}

    /** Its cells in little endian, as native pixel data has them. */
    static byte[] cells(Frame frame) {
        return switch (frame.samples()) {
            case Samples.OfByte cells -> cells.array();
            case Samples.OfShort cells -> {
                var out = ByteBuffer.allocate(2 * cells.length()).order(ByteOrder.LITTLE_ENDIAN);
                out.asShortBuffer().put(cells.array());
                yield out.array();
            }
            default -> throw new IllegalStateException("Cells of more than 16 bits");
        };
    }

    /** A body in the air: soft contrast and noise of 15 in 4096 within, nothing around. */
    static Frame of(ImagePixel image) {
        return of(image, 1);
    }

    /** The same with a noise of its own, as each slice has. */
    static Frame of(ImagePixel image, int seed) {
        var random = new Random(seed);
        var frame = Frame.blank(image);
        var row = new int[image.columns()];
        double scale = Math.scalb(1.0, image.depth().stored() - 12);
        for (int c = 0; c < image.samplesPerPixel(); c++) {
            for (int y = 0; y < image.rows(); y++) {
                double v = (y - image.rows() / 2.0) / (0.4 * image.rows());
                for (int x = 0; x < row.length; x++) {
                    double u = (x - row.length / 2.0) / (0.45 * row.length);
                    boolean isBody = u * u + v * v < 1;
                    double soft = 200 * Math.sin(9 * u + c) * Math.cos(7 * v);
                    double value = isBody ? 1000 + soft + 15 * random.nextGaussian() : 24;
                    row[x] = (int) (value * scale);
                }
                frame.setRow(c, y, row, 0);
            }
        }
        return frame;
    }
}
