// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Slices of a field that is linear in the patient, so that it is known everywhere. */
final class SyntheticSeries {

    static final int COLUMNS = 6;
    static final int ROWS = 5;

    /** Of an oblique plane: rows go along x and y, columns along z. */
    static final double[] OBLIQUE = {0.8, 0.6, 0, 0, 0, -1};

    static final double[] AXIAL = {1, 0, 0, 0, 1, 0};

    private static final double[] SPACING = {2, 1.5};

    private SyntheticSeries() {}

    /** The field: what a sample at a point of the patient is. */
    static double field(double x, double y, double z) {
        return 1000 + 10 * x + 20 * y - 5 * z;
    }

    /** Slices at these distances along the normal, shifted along rows by so much per millimetre. */
    static List<DataSet> slices(double[] orientation, double tilt, double... offsets) {
        var slices = new ArrayList<DataSet>();
        for (double offset : offsets) {
            slices.add(slice(orientation, tilt * offset, offset).build());
        }
        return slices;
    }

    static DataSetBuilder slice(double[] o, double shift, double offset) {
        double[] normal = {
            o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]
        };
        var position = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            position[axis] = 10 * axis + shift * o[axis] + offset * normal[axis];
        }
        return image("CT")
                .set(Tags.SOPInstanceUID, "1.2.%d".formatted(Math.round(1000 + 10 * offset)))
                .set(Tags.ImagePositionPatient, position)
                .set(Tags.ImageOrientationPatient, o)
                .set(Tags.PixelSpacing, SPACING)
                .set(Tags.RescaleSlope, 0.5)
                .set(Tags.RescaleIntercept, -100)
                .set(Tags.PixelData, VR.OW, pixels(position, o));
    }

    static DataSetBuilder image(String modality) {
        return DataSet.builder()
                .set(Tags.Modality, modality)
                .set(Tags.SeriesInstanceUID, "1.2.3")
                .set(Tags.FrameOfReferenceUID, "1.2.4")
                .set(Tags.Rows, ROWS)
                .set(Tags.Columns, COLUMNS)
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.BitsAllocated, 16)
                .set(Tags.BitsStored, 16)
                .set(Tags.HighBit, 15)
                .set(Tags.PixelRepresentation, 1);
    }

    /** The field of a plane, as stored values of slope 0.5 and intercept -100. */
    static byte[] pixels(double[] position, double[] o) {
        var pixels = ByteBuffer.allocate(2 * COLUMNS * ROWS).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                var at = new double[3];
                for (int axis = 0; axis < 3; axis++) {
                    at[axis] =
                            position[axis]
                                    + o[axis] * SPACING[1] * column
                                    + o[3 + axis] * SPACING[0] * row;
                }
                pixels.putShort((short) Math.round((field(at[0], at[1], at[2]) + 100) / 0.5));
            }
        }
        return pixels.array();
    }

    static List<ImageObject> objects(List<DataSet> dataSets) {
        return dataSets.stream().map(ImageObject::inMemory).toList();
    }
}
