// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.segmentation;

import spiders.analysis.contour.ContourPlanes;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.RegionTooComplexException;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.analysis.segmentation.InvalidSegmentationException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.pixel.FrameReader;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.Samples;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads segmentations whose frames are binary or fractional (PS3.3 section C.8.20).
 *
 * <p>The outline of a binary frame runs half way between pixels that are in and pixels that are
 * out, that of a fractional one where half of the maximum is; so no half pixel is lost or won.
 */
public final class SegmentationReader {

    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.66.4";

    private final DataSet dataSet;
    private final FrameGroups groups;
    private final SegmentationLimits limits;
    private long points;

    private SegmentationReader(DataSet dataSet, SegmentationLimits limits) {
        this.dataSet = dataSet;
        this.groups = new FrameGroups(dataSet);
        this.limits = limits;
    }

    /**
     * Reads the segments of a segmentation in the order of their numbers; those that are listed and
     * have no frame are left out.
     *
     * @param syntax the transfer syntax of the data set
     * @param bulkData gives the bytes that were left in the file
     * @throws InvalidSegmentationException if it is none, or none that outlines can be made of
     */
    public static List<Segment> read(
            DataSet dataSet, TransferSyntax syntax, BulkDataSource bulkData) throws IOException {
        return read(dataSet, syntax, bulkData, SegmentationLimits.DEFAULTS);
    }

    static List<Segment> read(
            DataSet dataSet,
            TransferSyntax syntax,
            BulkDataSource bulkData,
            SegmentationLimits limits)
            throws IOException {
        try {
            return new SegmentationReader(dataSet, limits).segments(syntax, bulkData);
        } catch (InvalidImageException
                | MalformedDataSetException
                | MalformedFrameException
                | UnsupportedFrameException e) {
            throw new InvalidSegmentationException(Reason.PIXELS, e);
        } catch (RegionTooComplexException e) {
            throw new InvalidSegmentationException(Reason.TOO_COMPLEX, e);
        }
    }

    private List<Segment> segments(TransferSyntax syntax, BulkDataSource bulkData)
            throws IOException {
        if (!SOP_CLASS.equals(dataSet.string(Tags.SOPClassUID).orElse(""))) {
            throw new InvalidSegmentationException(Reason.NOT_A_SEGMENTATION);
        }
        double level = level();
        var frames = FrameReader.of(dataSet, syntax, bulkData);
        var image = frames.image();
        limits.requireFrames((long) image.rows() * image.columns(), frames.count());
        var sections = new HashMap<Integer, List<Section>>();
        var firsts = new HashMap<Integer, Integer>();
        for (int frame = 0; frame < frames.count(); frame++) {
            int number = groups.segment(frame);
            firsts.putIfAbsent(number, frame);
            var planeFrame = planeFrame(firsts.getOrDefault(number, frame));
            if (!planeFrame.isParallelTo(planeFrame(frame))) {
                throw new InvalidSegmentationException(Reason.PLANES);
            }
            var samples = frames.frame(frame).samples();
            if (samples.length() != image.pixels()) {
                throw new InvalidSegmentationException(Reason.PIXELS);
            }
            var section = section(frame, planeFrame, samples, image.columns(), level);
            var list = sections.computeIfAbsent(number, _ -> new ArrayList<>());
            if (!section.region().isEmpty()) {
                list.add(section);
            }
        }
        return segments(sections, firsts);
    }

    private double level() {
        return switch (dataSet.string(Tags.SegmentationType).orElse("")) {
            case "BINARY" -> 0.5;
            case "FRACTIONAL" ->
                    Math.max(1, dataSet.integer(Tags.MaximumFractionalValue).orElse(255)) / 2.0;
            default -> throw new InvalidSegmentationException(Reason.TYPE);
        };
    }

    private PlaneFrame planeFrame(int frame) {
        double[] o = groups.orientation(frame);
        return PlaneFrame.of(
                o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]);
    }

    private Section section(
            int frame, PlaneFrame planeFrame, Samples samples, int columns, double level) {
        var values = new double[samples.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = samples.whole(i);
        }
        long framePoints = outlinePoints(values, columns, level);
        points += framePoints;
        if (framePoints > limits.framePoints() || points > limits.points()) {
            throw new InvalidSegmentationException(Reason.TOO_LARGE);
        }
        double[] origin = groups.position(frame);
        double[] spacing = groups.spacing(frame);
        double[] o = groups.orientation(frame);
        var drawn = Region.ofAtLeast(level, values, columns, 0, 0, spacing[1], spacing[0]);
        var rings = new ArrayList<Ring>();
        for (var ring : drawn.rings()) {
            var xs = new double[ring.size()];
            var ys = new double[ring.size()];
            for (int i = 0; i < xs.length; i++) {
                double px = origin[0] + o[0] * ring.x(i) + o[3] * ring.y(i);
                double py = origin[1] + o[1] * ring.x(i) + o[4] * ring.y(i);
                double pz = origin[2] + o[2] * ring.x(i) + o[5] * ring.y(i);
                xs[i] = planeFrame.x(px, py, pz);
                ys[i] = planeFrame.y(px, py, pz);
            }
            rings.add(Ring.of(xs, ys));
        }
        double position = planeFrame.position(origin[0], origin[1], origin[2]);
        return new Section(position, Region.of(rings));
    }

    /**
     * How many points the outlines of a frame will have: one between any two neighbours of which
     * one is in and one is out, as all beyond the frame is.
     */
    private static long outlinePoints(double[] values, int columns, double level) {
        long points = 0;
        for (int i = 0; i < values.length; i++) {
            boolean isIn = values[i] >= level;
            boolean isLeftIn = i % columns > 0 && values[i - 1] >= level;
            boolean isAboveIn = i >= columns && values[i - columns] >= level;
            points += isIn == isLeftIn ? 0 : 1;
            points += isIn == isAboveIn ? 0 : 1;
            points += isIn && i % columns == columns - 1 ? 1 : 0;
            points += isIn && i >= values.length - columns ? 1 : 0;
        }
        return points;
    }

    private List<Segment> segments(
            Map<Integer, List<Section>> sections, Map<Integer, Integer> firsts) {
        var segments = new ArrayList<Segment>();
        for (var listed : dataSet.items(Tags.SegmentSequence)) {
            int number = listed.integer(Tags.SegmentNumber).orElse(0);
            var drawn = sections.remove(number);
            if (drawn != null) {
                drawn.sort(Comparator.comparingDouble(Section::position));
                for (int i = 1; i < drawn.size(); i++) {
                    if (drawn.get(i).position() <= drawn.get(i - 1).position()) {
                        throw new InvalidSegmentationException(Reason.PLANES);
                    }
                }
                int first = firsts.getOrDefault(number, 0);
                segments.add(
                        new Segment(
                                number,
                                listed.string(Tags.SegmentLabel).orElse(""),
                                dataSet.string(Tags.FrameOfReferenceUID).orElse(""),
                                new ContourPlanes(planeFrame(first), drawn, List.of()),
                                groups.thickness(first)));
            }
        }
        segments.sort(Comparator.comparingInt(Segment::number));
        return segments;
    }
}
