// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.contour.ContourPlanes;
import spiders.analysis.contour.ROI;
import spiders.analysis.contour.StructureSet;
import spiders.analysis.contour.StructureSetReader;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.Solid;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** A structure set of a file, and the solids of its ROIs; what is odd of them is said. */
final class StructureFile {

    /** How thick a plane is that has no neighbour, in millimetres. */
    private static final double LONE = 1;

    private final Path file;
    private final StructureSet structures;
    private final PrintWriter err;

    private StructureFile(Path file, StructureSet structures, PrintWriter err) {
        this.file = file;
        this.structures = structures;
        this.err = err;
    }

    /** Reads it; complaints of its ROIs go to the writer. */
    static StructureFile read(Path file, PrintWriter err) throws IOException {
        var dataSet = Part10.read(file, ReadOptions.defaults()).dataSet();
        try {
            return new StructureFile(file, StructureSetReader.read(dataSet), err);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    StructureSet structures() {
        return structures;
    }

    /** The solid of an ROI; empty where it has none that can be computed, which is said. */
    Optional<Solid> solid(ROI roi, GapTreatment treatment) {
        try {
            var planes = roi.planes();
            warn(roi, planes);
            var solid = planes.solid(treatment, LONE);
            for (var gap : solid.gaps()) {
                say(
                        roi,
                        "%d missing between %.1f and %.1f mm, %s"
                                .formatted(
                                        gap.missing(),
                                        gap.below(),
                                        gap.above(),
                                        gap.isFilled() ? "filled" : "left empty"));
            }
            return Optional.of(solid);
        } catch (IllegalArgumentException e) {
            say(roi, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void warn(ROI roi, ContourPlanes planes) {
        for (var warning : planes.warnings()) {
            say(roi, "contour %d left out: %s".formatted(warning.contour(), warning.kind()));
        }
        if (roi.unreadable() > 0) {
            say(roi, roi.unreadable() + " contours cannot be read");
        }
    }

    void say(ROI roi, String what) {
        err.println(file + ": " + roi.name() + ": " + what);
    }
}
