// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.contour.ContourPlanes;
import spiders.analysis.contour.ROI;
import spiders.analysis.contour.StructureSet;
import spiders.analysis.contour.StructureSetReader;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneSpacing;
import spiders.analysis.geometry.Solid;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A structure set of a file, and the solids of its ROIs; what is odd of them is said. */
final class StructureFile {

    /** How thick a plane is where no ROI of the file has two, in millimetres. */
    private static final double LONE = 1;

    private final Path file;
    private final StructureSet structures;
    private final PrintWriter err;
    private final PlaneSpacing spacing;

    private StructureFile(Path file, StructureSet structures, PrintWriter err) {
        this.file = file;
        this.structures = structures;
        this.err = err;
        this.spacing = spacing(structures);
        if (structures.unreadable() > 0) {
            err.println(file + ": " + structures.unreadable() + " ROIs have no number");
        }
    }

    /** The median distance of neighbouring planes of one ROI, over all ROIs. */
    private static PlaneSpacing spacing(StructureSet structures) {
        double[] distances =
                structures.rois().stream()
                        .flatMapToDouble(StructureFile::distances)
                        .sorted()
                        .toArray();
        return distances.length == 0
                ? new PlaneSpacing.Unknown(LONE)
                : new PlaneSpacing.Usual(distances[distances.length / 2]);
    }

    private static DoubleStream distances(ROI roi) {
        try {
            var sections = roi.planes().sections();
            return IntStream.range(1, sections.size())
                    .mapToDouble(i -> sections.get(i).position() - sections.get(i - 1).position());
        } catch (IllegalArgumentException _) {
            return DoubleStream.empty(); // What is odd of it is said where its solid is made.
        }
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

    /** Whether every ROI of the file can be asked for. */
    boolean isWhole() {
        return structures.unreadable() == 0;
    }

    /** How many ROIs have this very name. */
    long count(String name) {
        return structures.rois().stream().filter(roi -> roi.name().equals(name)).count();
    }

    /** The solid of an ROI; empty where it has none that can be computed, which is said. */
    Optional<Solid> solid(ROI roi, GapTreatment treatment) {
        try {
            var planes = roi.planes();
            warn(roi, planes);
            var solid = planes.solid(treatment, spacing);
            if (solid.lonePlanes() > 0) {
                say(roi, solid.model());
            }
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
