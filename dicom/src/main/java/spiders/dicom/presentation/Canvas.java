// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SampleDepth;
import spiders.dicom.pixel.SampleFormat;
import spiders.dicom.pixel.Samples;

/** A picture that is being made: 8 bits grey, black at first. */
final class Canvas {

    private final int width;
    private final int height;
    private final byte[] greys;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.greys = new byte[width * height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Sets a pixel that is on it. */
    void set(int x, int y, int grey) {
        greys[y * width + x] = (byte) grey;
    }

    Frame frame() {
        var image =
                new ImagePixel(
                        height,
                        width,
                        1,
                        false,
                        PhotometricInterpretation.MONOCHROME2,
                        SampleDepth.of(8, 8, SampleFormat.UNSIGNED));
        return new Frame(image, new Samples.OfByte(greys));
    }
}
