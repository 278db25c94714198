// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.demo.phantom.Body;
import spiders.demo.phantom.Plane;
import spiders.demo.phantom.Scan;
import spiders.demo.phantom.TissueMap;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** The emission images of a PET/CT with FDG, in Bq/ml, with all that SUV needs. */
record PETSeries(
        Series series,
        Body body,
        Scan scan,
        double top,
        double step,
        int count,
        UID frameOfReference) {

    static final double SPACING = 4.0728;
    static final int SIZE = 168;

    private static final double DOSE = 255e6;
    private static final double HALF_LIFE = 6586.2;
    private static final int UPTAKE_SECONDS = 3600;
    private static final int MOST = 32_767;
    private static final int SUBSLICES = 3;
    private static final double MARK_SUV = 6;
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    /** Bq/ml where the SUV by body weight is 1, at the start of the series. */
    private static double activityOfUnit() {
        double decayed = DOSE * Math.pow(2, -UPTAKE_SECONDS / HALF_LIFE);
        return decayed / (PatientRecord.WEIGHT * 1000);
    }

    /** Makes an image, numbered from 1 at the head. */
    DataSet image(int instance) {
        var to = series.image(UIDs.PositronEmissionTomographyImageStorage, instance);
        to.set(Tags.ImageType, "ORIGINAL", "PRIMARY");
        double z = top - step * (instance - 1);
        Raster.place(to, Plane.axial(z, SPACING, SIZE), step, frameOfReference);
        to.remove(Tags.PatientPosition); // The code sequences say it (PS3.3 section C.8.4.6).
        isotope(to);
        acquisition(to, instance);
        pixels(to, z, instance);
        return to.build();
    }

    private void isotope(DataSetBuilder to) {
        LocalTime injected = series.time().minusSeconds(UPTAKE_SECONDS);
        var fluorine =
                DataSet.builder()
                        .set(Tags.CodeValue, "C-111A1")
                        .set(Tags.CodingSchemeDesignator, "SRT")
                        .set(Tags.CodeMeaning, "^18^Fluorine")
                        .build();
        var glucose =
                DataSet.builder()
                        .set(Tags.CodeValue, "C-B1031")
                        .set(Tags.CodingSchemeDesignator, "SRT")
                        .set(Tags.CodeMeaning, "Fluorodeoxyglucose F^18^")
                        .build();
        to.sequence(
                Tags.RadiopharmaceuticalInformationSequence,
                DataSet.builder()
                        .set(Tags.Radiopharmaceutical, "FDG")
                        .set(Tags.RadiopharmaceuticalStartTime, injected)
                        .set(
                                Tags.RadiopharmaceuticalStartDateTime,
                                DATE_TIME.format(series.study().date().atTime(injected)))
                        .set(Tags.RadionuclideTotalDose, DOSE)
                        .set(Tags.RadionuclideHalfLife, HALF_LIFE)
                        .set(Tags.RadionuclidePositronFraction, 0.97)
                        .sequence(Tags.RadionuclideCodeSequence, fluorine)
                        .sequence(Tags.RadiopharmaceuticalCodeSequence, glucose)
                        .build());
        to.sequence(Tags.PatientOrientationCodeSequence);
        to.sequence(Tags.PatientGantryRelationshipCodeSequence);
    }

    private void acquisition(DataSetBuilder to, int instance) {
        to.set(Tags.SeriesType, "STATIC", "IMAGE");
        to.set(Tags.Units, "BQML");
        to.set(Tags.CountsSource, "EMISSION");
        to.set(Tags.NumberOfSlices, count);
        to.set(Tags.CorrectedImage, "DECY", "ATTN", "SCAT", "DTIM", "RANSNG", "NORM");
        to.set(Tags.DecayCorrection, "START");
        to.set(Tags.AttenuationCorrectionMethod, "CT of the same examination");
        to.set(Tags.ScatterCorrectionMethod, "None needed");
        to.set(Tags.RandomsCorrectionMethod, "NONE");
        to.set(Tags.CollimatorType, "NONE");
        to.set(Tags.ReconstructionMethod, "Phantom");
        to.set(Tags.FrameReferenceTime, 0.0);
        to.set(Tags.ActualFrameDuration, 120_000);
        to.set(Tags.DecayFactor, 1.0);
        to.set(Tags.DoseCalibrationFactor, 1.0);
        to.set(Tags.ImageIndex, instance);
    }

    private void pixels(DataSetBuilder to, double z, int instance) {
        var sum = new float[SIZE * SIZE];
        for (int i = 0; i < SUBSLICES; i++) {
            double height = z + step * (i - 1) * 0.8;
            var part = scan.values(TissueMap.of(body, Plane.axial(height, SPACING, SIZE)));
            for (int j = 0; j < sum.length; j++) {
                sum[j] += part[j] / SUBSLICES;
            }
        }
        double unit = activityOfUnit();
        double most = MARK_SUV;
        for (float value : sum) {
            most = Math.max(most, value);
        }
        double slope = Math.rint(most * unit / MOST * 1e6) / 1e6;
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (Math.max(0, sum[i]) * unit);
        }
        to.set(Tags.RescaleIntercept, 0.0);
        to.set(Tags.RescaleSlope, slope);
        to.set(Tags.WindowCenter, Raster.rounded(4 * unit));
        to.set(Tags.WindowWidth, Raster.rounded(8 * unit));
        Raster.of(sum, SIZE, SIZE, slope, 0, MOST)
                .marked("PT " + instance, instance, (int) (MARK_SUV * unit / slope))
                .describe(to, 16);
    }
}
