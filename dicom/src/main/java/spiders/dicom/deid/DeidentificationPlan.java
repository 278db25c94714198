// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;

import java.util.List;

/**
 * What is to be done to one object: shown before it is done, or written by {@link
 * Deidentifier#write}.
 */
public final class DeidentificationPlan {

    private final DataSet dataSet;
    private final PixelDecision pixels;
    private final DeidentificationReport report;

    DeidentificationPlan(DataSet dataSet, PixelDecision pixels, DeidentificationReport report) {
        this.dataSet = dataSet;
        this.pixels = pixels;
        this.report = report;
    }

    public List<Change> changes() {
        return report.changes();
    }

    public DeidentificationReport report() {
        return report;
    }

    /** Whether the object may not be written. */
    public boolean isRefused() {
        return report.isRefused();
    }

    /**
     * The object with all changes but those of pixels that were left in their file: these are made
     * while {@link Deidentifier#write} copies them.
     *
     * @throws IllegalStateException if the object is refused
     */
    public DataSet dataSet() {
        if (isRefused()) {
            throw new IllegalStateException("The object is refused");
        }
        return dataSet;
    }

    PixelDecision pixels() {
        return pixels;
    }
}
