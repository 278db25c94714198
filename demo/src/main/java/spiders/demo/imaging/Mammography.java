// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.demo.phantom.Breast;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

/** Two views of each breast, a mass in the left one. */
record Mammography(Series series, long seed) {

    static final int VIEWS = 4;

    private static final int COLUMNS = 2304;
    private static final int ROWS = 2880;
    private static final double SPACING = 0.085;
    private static final int WHITE = 4095;

    /** Makes view 1 to 4: right and left cranio-caudal, right and left oblique. */
    DataSet image(int view) {
        boolean left = view % 2 == 0;
        boolean oblique = view > 2;
        var to = series.image(UIDs.DigitalMammographyXRayImageStorageForPresentation, view);
        to.set(Tags.ImageType, "DERIVED", "PRIMARY", "");
        to.set(Tags.ImageLaterality, left ? "L" : "R");
        to.set(Tags.ViewPosition, oblique ? "MLO" : "CC");
        to.set(Tags.PatientOrientation, left ? "A" : "P", orientation(left, oblique));
        exposure(to, oblique);
        view(to, oblique);
        var name = (left ? "L " : "R ") + (oblique ? "MLO" : "CC");
        var values = new Breast(seed + (left ? 10 : 0), left, oblique, COLUMNS, ROWS).values(left);
        Raster.of(values, COLUMNS, ROWS).marked("MG " + name, view, WHITE).describe(to, 12);
        to.set(Tags.WindowCenter, 2100.0);
        to.set(Tags.WindowWidth, 3600.0);
        to.set(Tags.RescaleIntercept, 0.0);
        to.set(Tags.RescaleSlope, 1.0);
        to.set(Tags.RescaleType, "US");
        to.set(Tags.PresentationLUTShape, "IDENTITY");
        to.set(Tags.PixelIntensityRelationship, "LOG");
        to.set(Tags.PixelIntensityRelationshipSign, -1);
        return to.build();
    }

    private static String orientation(boolean left, boolean oblique) {
        return oblique ? "FL" : left ? "R" : "L";
    }

    private static void exposure(DataSetBuilder to, boolean oblique) {
        to.set(Tags.PresentationIntentType, "FOR PRESENTATION");
        to.set(Tags.ImagerPixelSpacing, SPACING, SPACING);
        to.set(Tags.PixelSpacing, SPACING, SPACING);
        to.set(Tags.PixelSpacingCalibrationType, "GEOMETRY");
        to.set(Tags.PixelSpacingCalibrationDescription, "In the plane of the detector");
        to.set(Tags.PositionerType, "MAMMOGRAPHIC");
        to.set(Tags.PositionerPrimaryAngle, oblique ? 45.0 : 0.0);
        to.set(Tags.DistanceSourceToDetector, 650.0);
        to.set(Tags.DistanceSourceToPatient, 600.0);
        to.set(Tags.BodyPartThickness, 52.0);
        to.set(Tags.CompressionForce, 95.0);
        to.set(Tags.KVP, 29.0);
        to.set(Tags.Exposure, 80);
        to.set(Tags.ExposureTime, 900);
        to.set(Tags.AnodeTargetMaterial, "TUNGSTEN");
        to.set(Tags.FilterMaterial, "RHODIUM");
        to.set(Tags.DetectorType, "DIRECT");
        to.set(Tags.LossyImageCompression, "00");
        to.set(Tags.BreastImplantPresent, "NO");
        to.set(Tags.PartialView, "NO");
        to.set(Tags.OrganExposed, "BREAST");
    }

    private static void view(DataSetBuilder to, boolean oblique) {
        to.sequence(
                Tags.ViewCodeSequence,
                DataSet.builder()
                        .set(Tags.CodeValue, oblique ? "R-10226" : "R-10242")
                        .set(Tags.CodingSchemeDesignator, "SRT")
                        .set(Tags.CodeMeaning, oblique ? "medio-lateral oblique" : "cranio-caudal")
                        .sequence(Tags.ViewModifierCodeSequence)
                        .build());
        to.sequence(
                Tags.AnatomicRegionSequence,
                DataSet.builder()
                        .set(Tags.CodeValue, "T-04000")
                        .set(Tags.CodingSchemeDesignator, "SRT")
                        .set(Tags.CodeMeaning, "Breast")
                        .build());
        to.sequence(Tags.AcquisitionContextSequence);
    }
}
