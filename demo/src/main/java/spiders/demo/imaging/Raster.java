// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.demo.phantom.Marking;
import spiders.demo.phantom.Plane;
import spiders.demo.phantom.Point;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.util.List;

/** Grey values of 16 bits as they are written, and where they are in the patient. */
final class Raster {

    private final int columns;
    private final int rows;
    private final byte[] bytes;

    Raster(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        this.bytes = new byte[2 * columns * rows];
    }

    /** Rounds {@code (value − intercept) / slope}, kept between 0 and {@code most}. */
    static Raster of(
            float[] values, int columns, int rows, double slope, double intercept, int most) {
        var raster = new Raster(columns, rows);
        for (int i = 0; i < values.length; i++) {
            raster.set(i, Math.clamp((int) Math.rint((values[i] - intercept) / slope), 0, most));
        }
        return raster;
    }

    static Raster of(short[] values, int columns, int rows) {
        var raster = new Raster(columns, rows);
        for (int i = 0; i < values.length; i++) {
            raster.set(i, values[i]);
        }
        return raster;
    }

    void set(int index, int value) {
        bytes[2 * index] = (byte) value;
        bytes[2 * index + 1] = (byte) (value >> 8);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Burns words and number in, white being {@code most}. */
    Raster marked(String words, int number, int most) {
        new Marking(columns, rows, (index, bright) -> set(index, bright ? most : 0))
                .burn(words, number);
        return this;
    }

    void describe(DataSetBuilder to, int bitsStored) {
        to.set(Tags.SamplesPerPixel, 1);
        to.set(Tags.PhotometricInterpretation, "MONOCHROME2");
        to.set(Tags.Rows, rows);
        to.set(Tags.Columns, columns);
        to.set(Tags.BitsAllocated, 16);
        to.set(Tags.BitsStored, bitsStored);
        to.set(Tags.HighBit, bitsStored - 1);
        to.set(Tags.PixelRepresentation, 0);
        to.set(Tags.PixelData, VR.OW, bytes);
    }

    /** The same with the pixels in RLE Lossless, one frame. */
    void describeRunLength(DataSetBuilder to, int bitsStored) {
        describe(to, bitsStored);
        var frame = new EncapsulatedElement.Fragment.Held(Bytes.of(RunLength.frame(bytes)));
        to.set(
                new EncapsulatedElement(
                        Tags.PixelData, VR.OB, Bytes.of(new byte[4]), List.of(frame)));
    }

    /** The Image Plane and Frame of Reference modules (PS3.3 section C.7.6.2). */
    static void place(DataSetBuilder to, Plane plane, double thickness, UID frameOfReference) {
        Point origin = plane.origin();
        to.set(Tags.ImagePositionPatient, rounded(origin.x(), origin.y(), origin.z()));
        Point right = plane.right();
        Point down = plane.down();
        to.set(
                Tags.ImageOrientationPatient,
                rounded(right.x(), right.y(), right.z(), down.x(), down.y(), down.z()));
        to.set(Tags.PixelSpacing, plane.spacing(), plane.spacing());
        to.set(Tags.SliceThickness, thickness);
        to.set(Tags.SliceLocation, rounded(plane.normal().dot(origin)));
        to.set(Tags.FrameOfReferenceUID, frameOfReference);
        to.empty(Tags.PositionReferenceIndicator);
        to.set(Tags.PatientPosition, "HFS");
    }

    /** No more digits than a micrometre needs: a DS has sixteen characters. */
    static double[] rounded(double... values) {
        var rounded = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Math.rint(values[i] * 10_000) / 10_000 + 0.0;
        }
        return rounded;
    }
}
