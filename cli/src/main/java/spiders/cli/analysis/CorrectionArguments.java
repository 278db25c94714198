// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Option;

import spiders.analysis.contour.ObjectIdentity;
import spiders.analysis.contour.ROI;
import spiders.analysis.distortion.ContourCorrection;
import spiders.analysis.distortion.CorrectedSeriesWriter;
import spiders.analysis.distortion.CorrectedStructureSet;
import spiders.analysis.distortion.DisplacementField;
import spiders.analysis.distortion.ImageCorrection;
import spiders.analysis.geometry.GapTreatment;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is to be corrected by a field that was measured. */
final class CorrectionArguments {

    /** What was not asked for. */
    private static final Path NONE = Path.of("");

    /** Of the samples that outlines go between: a pixel of a fine image. */
    private static final double STEP = 0.5;

    @Option(
            names = "--correct",
            paramLabel = "FOLDER",
            description = "A series to correct: the phantom, or a patient in the same scanner.")
    private Path series = NONE;

    @Option(
            names = "--out-series",
            paramLabel = "FOLDER",
            description = "An empty or new folder for the corrected series.")
    private Path outSeries = NONE;

    @Option(
            names = "--correct-contours",
            paramLabel = "FILE",
            description = "A structure set that was drawn on distorted images.")
    private Path contours = NONE;

    @Option(
            names = "--out-contours",
            paramLabel = "FILE",
            description = "A new file for the structure set with its contours corrected.")
    private Path outContours = NONE;

    /** Refuses half of what belongs together, before anything is computed. */
    void require() throws IOException {
        if (series.equals(NONE) != outSeries.equals(NONE)) {
            throw new IllegalArgumentException("--correct and --out-series belong together");
        }
        if (contours.equals(NONE) != outContours.equals(NONE)) {
            throw new IllegalArgumentException(
                    "--correct-contours and --out-contours belong together");
        }
        if (!outSeries.equals(NONE)) {
            NewFolder.of(outSeries);
        }
        if (Files.exists(outContours) && !outContours.equals(NONE)) {
            throw new IllegalArgumentException(outContours + " is there already");
        }
    }

    /**
     * A series that was corrected: its new UID and those of its images by the old ones, by what.
     */
    private record Corrected(Map<String, UID> uids, DisplacementField field) {}

    /**
     * Corrects and writes what was asked for; returns whether all of it could be.
     *
     * @param own the field that the phantom was seen with, for the phantom itself
     * @param others what of it is the scanner's, where that is known: for whoever else lay there,
     *     whose main field is another
     */
    boolean correct(
            DisplacementField own, DisplacementField others, SeriesFolder phantom, PrintWriter err)
            throws IOException {
        var corrected = new Corrected(Map.of(), own);
        if (!series.equals(NONE)) {
            corrected = correctSeries(own, others, phantom, err);
        }
        return contours.equals(NONE) || correctContours(corrected, phantom, err);
    }

    private Corrected correctSeries(
            DisplacementField own, DisplacementField others, SeriesFolder phantom, PrintWriter err)
            throws IOException {
        err.println("correcting " + series);
        var source = SeriesFolder.of(series, "", err);
        var volume = source.volume();
        var seriesUID = volume.source().seriesInstanceUID();
        boolean isPhantom =
                phantom.dataSets()
                        .getFirst()
                        .string(Tags.SeriesInstanceUID)
                        .filter(seriesUID::equals)
                        .isPresent();
        var field = (isPhantom ? own : others).seenBy(phantom.dataSets(), source.dataSets());
        var uid = UID.random();
        var images =
                CorrectedSeriesWriter.dataSets(
                        source.dataSets(),
                        ImageCorrection.corrected(volume, field),
                        uid,
                        LocalDateTime.now(ZoneId.systemDefault()));
        NewFolder.of(outSeries).write(images);
        var uids = new HashMap<String, UID>();
        uids.put(seriesUID, uid);
        for (int plane = 0; plane < images.size(); plane++) {
            var image = images.get(plane).uid(Tags.SOPInstanceUID).orElseThrow();
            uids.put(volume.source().sopInstanceUIDs().get(plane), image);
        }
        err.printf("%d images written to %s%n", images.size(), outSeries);
        return new Corrected(uids, field);
    }

    /** Contours do not say how the patient lay: the series does that they were drawn on. */
    private void requireSeries(StructureFile file, SeriesFolder phantom) throws IOException {
        var frame = phantom.dataSets().getFirst().string(Tags.FrameOfReferenceUID).orElse("");
        boolean isPhantoms =
                file.structures().rois().stream()
                        .allMatch(roi -> roi.frameOfReferenceUID().equals(frame));
        if (series.equals(NONE) && !isPhantoms) {
            throw new IOException(
                    contours
                            + ": of another frame of reference than the phantom; give the series"
                            + " it was drawn on by --correct, which says how the patient lay");
        }
    }

    private boolean correctContours(Corrected images, SeriesFolder phantom, PrintWriter err)
            throws IOException {
        err.println("correcting " + contours);
        var source = Part10.read(contours, ReadOptions.defaults()).dataSet();
        var file = StructureFile.read(contours, err);
        requireSeries(file, phantom);
        var field = images.field();
        var corrected = new ArrayList<ROI>();
        for (var roi : file.structures().rois()) {
            corrected(file, roi, field).ifPresent(corrected::add);
        }
        if (corrected.isEmpty()) {
            throw new IOException(contours + ": no ROI can be corrected");
        }
        try {
            write(
                    CorrectedStructureSet.dataSet(
                            source, identity(), corrected, field, images.uids()),
                    outContours);
        } catch (IllegalArgumentException e) {
            throw new IOException(contours + ": " + e.getMessage(), e);
        }
        err.printf("%d ROIs written to %s%n", corrected.size(), outContours);
        return file.isWhole() && corrected.size() == file.structures().rois().size();
    }

    /** Empty for an ROI that is left out, which is said. */
    private static Optional<ROI> corrected(StructureFile file, ROI roi, DisplacementField field) {
        var solid = file.solid(roi, GapTreatment.LEAVE_EMPTY);
        if (solid.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ContourCorrection.corrected(roi, solid.get(), field, STEP));
        } catch (IllegalArgumentException e) {
            file.say(roi, "left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static ObjectIdentity identity() {
        return new ObjectIdentity(
                UID.random(),
                UID.random(),
                "Undistorted",
                LocalDateTime.now(ZoneId.systemDefault()),
                "SPIDERS",
                "analysis distortion",
                "terminal",
                FileMeta.IMPLEMENTATION_VERSION_NAME);
    }

    private static void write(DataSet object, Path file) throws IOException {
        try (var stream =
                new BufferedOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
            Part10.write(stream, object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }
}
