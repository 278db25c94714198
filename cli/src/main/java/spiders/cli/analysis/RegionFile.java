// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.Solid;
import spiders.analysis.segmentation.SegmentationReader;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The regions of a file: ROIs of an RT structure set, or segments of a DICOM segmentation.
 *
 * @param isWhole whether every one of the file can be asked for
 */
record RegionFile(String sopInstanceUID, List<Named> regions, boolean isWhole) {

    private static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";

    /**
     * A region by its name.
     *
     * @param solid of it; empty where it cannot be computed, which is said
     */
    record Named(
            String name, int number, String frameOfReferenceUID, Supplier<Optional<Solid>> solid) {}

    RegionFile {
        regions = List.copyOf(regions);
    }

    /** Reads it; complaints go to the writer. */
    static RegionFile read(Path file, GapTreatment gaps, PrintWriter err) throws IOException {
        var object = Part10.read(file, ReadOptions.withoutBulkData());
        var dataSet = object.dataSet();
        if (!dataSet.string(Tags.SOPClassUID).orElse("").equals(SEGMENTATION)) {
            return of(StructureFile.read(file, err), gaps);
        }
        var regions = new ArrayList<Named>();
        try {
            var segments =
                    SegmentationReader.read(
                            dataSet, object.meta().transferSyntax(), BulkDataSource.file(file));
            for (var segment : segments) {
                regions.add(
                        new Named(
                                segment.label(),
                                segment.number(),
                                segment.frameOfReferenceUID(),
                                () -> Optional.of(segment.solid())));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return new RegionFile(dataSet.string(Tags.SOPInstanceUID).orElse(""), regions, true);
    }

    private static RegionFile of(StructureFile file, GapTreatment gaps) {
        var regions = new ArrayList<Named>();
        for (var roi : file.structures().rois()) {
            regions.add(
                    new Named(
                            roi.name(),
                            roi.number(),
                            roi.frameOfReferenceUID(),
                            () -> file.solid(roi, gaps)));
        }
        return new RegionFile(file.structures().sopInstanceUID(), regions, file.isWhole());
    }
}
