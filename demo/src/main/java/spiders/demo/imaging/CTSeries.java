// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.demo.phantom.Body;
import spiders.demo.phantom.Plane;
import spiders.demo.phantom.Scan;
import spiders.demo.phantom.TissueMap;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

/**
 * A CT of a body.
 *
 * @param top the z of the first image
 * @param step from an image down to the next, in mm
 */
record CTSeries(
        Series series, Body body, Scan scan, double top, double step, int count, Window window) {

    static final double SPACING = 0.8594;
    static final int SIZE = 512;

    private static final double INTERCEPT = -1024;
    private static final int MOST = 4095;
    private static final double COUCH = 124;

    /** Centre and width of what is shown at first, in HU. */
    record Window(double centre, double width, String name) {}

    static final Window SOFT = new Window(50, 400, "SOFT TISSUE");

    Plane plane(int instance) {
        return Plane.axial(top - step * (instance - 1), SPACING, SIZE);
    }

    UID frameOfReference() {
        return series.study().uid("frame of reference");
    }

    /** Makes an image, numbered from 1 at the head. */
    DataSet image(int instance) {
        var to = series.image(UIDs.CTImageStorage, instance);
        to.set(Tags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL");
        to.set(Tags.KVP, 120.0);
        to.set(Tags.XRayTubeCurrent, 240);
        to.set(Tags.ExposureTime, 500);
        to.set(Tags.ConvolutionKernel, "PHANTOM-40");
        to.set(Tags.ReconstructionDiameter, Raster.rounded(SPACING * SIZE));
        to.set(Tags.DataCollectionDiameter, 500.0);
        to.set(Tags.TableHeight, 150.0);
        to.set(Tags.GantryDetectorTilt, 0.0);
        to.set(Tags.RotationDirection, "CW");
        var plane = plane(instance);
        Raster.place(to, plane, step, frameOfReference());
        to.set(Tags.SpacingBetweenSlices, step);
        to.set(Tags.RescaleIntercept, INTERCEPT);
        to.set(Tags.RescaleSlope, 1.0);
        to.set(Tags.RescaleType, "HU");
        to.set(Tags.WindowCenter, window.centre());
        to.set(Tags.WindowWidth, window.width());
        to.set(Tags.WindowCenterWidthExplanation, window.name());
        var tissues = TissueMap.of(body, plane);
        tissues.addCouch(COUCH);
        Raster.of(scan.values(tissues), SIZE, SIZE, 1, INTERCEPT, MOST)
                .marked("CT " + instance + "/" + count, instance, MOST)
                .describe(to, 12);
        return to.build();
    }
}
