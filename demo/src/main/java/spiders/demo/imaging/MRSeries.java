// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.demo.phantom.Body;
import spiders.demo.phantom.Plane;
import spiders.demo.phantom.Point;
import spiders.demo.phantom.Scan;
import spiders.demo.phantom.Tissue;
import spiders.demo.phantom.TissueMap;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.function.IntFunction;

/**
 * A series of a magnetic resonance examination.
 *
 * @param planes from the number of an image, from 1, to where it is
 */
record MRSeries(
        Series series,
        Body body,
        Scan scan,
        Sequence sequence,
        IntFunction<Plane> planes,
        int count,
        double step) {

    private static final double SLOPE = 0.5;
    private static final int MOST = 4095;
    private static final double COIL = 210;

    /** A pulse sequence, by what it makes bright. */
    enum Sequence {
        T1(14, 600, 12, "SE"),
        T2(13, 4200, 98, "SE"),
        DIFFUSION(16, 5200, 72, "EP");

        private final double noise;
        private final double repetitionTime;
        private final double echoTime;
        private final String scanning;

        Sequence(double noise, double repetitionTime, double echoTime, String scanning) {
            this.noise = noise;
            this.repetitionTime = repetitionTime;
            this.echoTime = echoTime;
            this.scanning = scanning;
        }

        private double signal(Tissue tissue) {
            return switch (this) {
                case T1 -> tissue.t1();
                case T2 -> tissue.t2();
                case DIFFUSION -> tissue.diffusion();
            };
        }

        Scan scan(long seed) {
            return Scan.mr(seed, this::signal, noise);
        }
    }

    /** Makes an image, numbered from 1. */
    DataSet image(int instance) {
        var to = series.image(UIDs.MRImageStorage, instance);
        to.set(Tags.ImageType, "ORIGINAL", "PRIMARY", "OTHER");
        to.set(Tags.ScanningSequence, sequence.scanning);
        to.set(Tags.SequenceVariant, "SK");
        to.set(Tags.ScanOptions, "FS");
        to.set(Tags.MRAcquisitionType, "2D");
        to.set(Tags.MagneticFieldStrength, 1.5);
        to.set(Tags.RepetitionTime, sequence.repetitionTime);
        to.set(Tags.EchoTime, sequence.echoTime);
        to.set(Tags.EchoTrainLength, sequence == Sequence.T2 ? 16 : 1);
        to.set(Tags.FlipAngle, 90.0);
        if (sequence == Sequence.DIFFUSION) {
            to.set(Tags.DiffusionBValue, 800.0);
        }
        var plane = planes.apply(instance);
        Raster.place(to, plane, step * 0.9, series.study().uid("frame of reference"));
        to.set(Tags.SpacingBetweenSlices, step);
        pixels(to, plane, instance);
        return to.build();
    }

    private void pixels(DataSetBuilder to, Plane plane, int instance) {
        var values = scan.values(TissueMap.of(body, plane));
        double brightest = 200;
        for (int i = 0; i < values.length; i++) {
            Point place = plane.at(i % plane.columns(), i / plane.columns());
            // A surface coil hears best what is near it.
            double coil = 0.55 + 0.45 * Math.hypot(place.x(), place.y()) / COIL;
            values[i] = (float) Math.abs(values[i] * coil);
            brightest = Math.max(brightest, values[i]);
        }
        double white = Math.min(brightest, 1200);
        to.set(Tags.WindowCenter, Raster.rounded(white * SLOPE));
        to.set(Tags.WindowWidth, Raster.rounded(white));
        to.set(Tags.RescaleIntercept, 0.0);
        to.set(Tags.RescaleSlope, SLOPE);
        to.set(Tags.RescaleType, "US");
        var raster =
                Raster.of(values, plane.columns(), plane.rows(), SLOPE, 0, MOST)
                        .marked("MR " + instance + "/" + count, instance, (int) (white / SLOPE));
        if (series.transferSyntax().isEncapsulated()) {
            raster.describeRunLength(to, 12);
        } else {
            raster.describe(to, 12);
        }
    }
}
