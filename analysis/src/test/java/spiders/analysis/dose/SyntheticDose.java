// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RT Doses whose dose is a function of the place, in every encoding that the standard has. */
final class SyntheticDose {

    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.481.2";
    private static final double SCALING = 0.001;

    /** A dose at a place of the patient. */
    interface Dose {
        double at(double x, double y, double z);
    }

    enum Encoding {
        RELATIVE_16(16, false, false, false),
        RELATIVE_32(32, false, false, false),
        ABSOLUTE(16, true, false, false),
        DESCENDING(16, false, true, false),
        ABSOLUTE_DESCENDING(32, true, true, false),
        /** Columns and rows both run the other way. */
        TURNED(16, false, false, true);

        final int bits;
        final boolean isAbsolute;
        final boolean isDescending;
        final boolean isTurned;

        Encoding(int bits, boolean isAbsolute, boolean isDescending, boolean isTurned) {
            this.bits = bits;
            this.isAbsolute = isAbsolute;
            this.isDescending = isDescending;
            this.isTurned = isTurned;
        }
    }

    private SyntheticDose() {}

    /** A cube of a grid around the origin, in even steps. */
    static DataSet cube(double half, double step, Encoding encoding, Dose dose) {
        int n = (int) Math.round(2 * half / step) + 1;
        double sign = encoding.isTurned ? -1 : 1;
        double[] origin = {-sign * half, -sign * half, encoding.isDescending ? half : -half};
        double way = encoding.isDescending ? -step : step;
        var offsets = new double[n];
        for (int k = 0; k < n; k++) {
            offsets[k] = k * way + (encoding.isAbsolute ? origin[2] : 0);
        }
        var pixels =
                ByteBuffer.allocate(n * n * n * encoding.bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    double at =
                            dose.at(
                                    origin[0] + sign * i * step,
                                    origin[1] + sign * j * step,
                                    origin[2] + k * way);
                    long value = Math.round(at / SCALING);
                    if (encoding.bits == 16) {
                        pixels.putShort((short) value);
                    } else {
                        pixels.putInt((int) value);
                    }
                }
            }
        }
        return DataSet.builder()
                .set(Tags.SOPClassUID, SOP_CLASS)
                .set(Tags.FrameOfReferenceUID, "1.2.3")
                .set(Tags.DoseUnits, "GY")
                .set(Tags.DoseType, "PHYSICAL")
                .set(Tags.DoseGridScaling, SCALING)
                .set(Tags.Columns, n)
                .set(Tags.Rows, n)
                .set(Tags.NumberOfFrames, n)
                .set(Tags.ImagePositionPatient, origin)
                .set(Tags.ImageOrientationPatient, sign, 0, 0, 0, sign, 0)
                .set(Tags.PixelSpacing, step, step)
                .set(Tags.GridFrameOffsetVector, offsets)
                .set(Tags.BitsAllocated, encoding.bits)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, VR.OW, pixels.array())
                .build();
    }
}
