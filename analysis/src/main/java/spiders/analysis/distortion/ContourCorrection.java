// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.contour.Contour;
import spiders.analysis.contour.ContourType;
import spiders.analysis.contour.ROI;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Solid;
import spiders.analysis.mesh.SolidField;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts what was drawn on a distorted image where it is. A shift goes through the planes too, so the
 * outline of each plane is drawn anew: where the field of the solid, at the place where the image
 * shows a point of the plane, is 0.
 */
public final class ContourCorrection {

    /** Of one plane; a plane of more is larger than a patient. */
    private static final long MOST_SAMPLES = 16_000_000;

    /** Around the solid, in steps. */
    private static final int MARGIN = 2;

    private static final int MOST_PLANES = 4000;

    private final Solid drawn;
    private final SolidField solidField;
    private final DisplacementField field;
    private final double step;
    private final double reach;

    private ContourCorrection(Solid drawn, DisplacementField field, double step) {
        this.drawn = drawn;
        this.solidField = new SolidField(drawn);
        this.field = field;
        this.step = step;
        this.reach = largestShift() + MARGIN * step;
    }

    /**
     * The contours of a solid that was drawn on the distorted image, in planes as far apart as its
     * own.
     *
     * @param name of the ROI
     * @param frameOfReferenceUID of the solid
     * @param step of the samples that outlines go between, linearly; 0.25 to 5 mm
     * @throws BeyondMarkersException if part of the solid is where the distortion is not known
     */
    public static ROI corrected(
            Solid drawn,
            DisplacementField field,
            int number,
            String name,
            String frameOfReferenceUID,
            double step) {
        if (!(step >= 0.25 && step <= 5)) {
            throw new IllegalArgumentException("A step of %s mm".formatted(step));
        }
        if (drawn.isEmpty()) {
            return ROI.ofSections(number, name, frameOfReferenceUID, drawn.frame(), List.of());
        }
        var sections = new ContourCorrection(drawn, field, step).sections();
        return ROI.ofSections(number, name, frameOfReferenceUID, drawn.frame(), sections);
    }

    /**
     * All contours of an ROI that was drawn on the distorted image: what is closed by its solid,
     * and each point of the others by itself. Number, name and type stay.
     *
     * @param drawn the solid of its closed contours
     * @param step of the samples that outlines go between, linearly; 0.25 to 5 mm
     * @throws BeyondMarkersException if part of it is where the distortion is not known
     */
    public static ROI corrected(ROI roi, Solid drawn, DisplacementField field, double step) {
        var frame = roi.frameOfReferenceUID();
        var closed = corrected(drawn, field, roi.number(), roi.name(), frame, step);
        var contours = new ArrayList<>(closed.contours());
        long beyond = 0;
        for (var contour : roi.contours()) {
            if (contour.type().isClosed()) {
                continue;
            }
            var points = new double[3 * contour.size()];
            for (int i = 0; i < contour.size(); i++) {
                var seen = new Point(contour.at(i, 0), contour.at(i, 1), contour.at(i, 2));
                var truth = field.truth(seen);
                beyond += truth.isEmpty() ? 1 : 0;
                for (int axis = 0; axis < 3; axis++) {
                    points[3 * i + axis] = truth.orElse(seen).at(axis);
                }
            }
            // A shift differs from point to point: what was in a plane is in none.
            boolean wasPlanar = contour.type() == ContourType.OPEN_PLANAR;
            contours.add(
                    Contour.of(wasPlanar ? ContourType.OPEN_NONPLANAR : contour.type(), points));
        }
        if (beyond > 0) {
            throw new BeyondMarkersException(beyond);
        }
        return new ROI(roi.number(), roi.name(), roi.interpretedType(), frame, contours, 0);
    }

    /** Of the outline, every point of which must be known. */
    private double largestShift() {
        double largest = 0;
        long beyond = 0;
        for (var slab : drawn.slabs()) {
            for (var ring : slab.region().rings()) {
                for (int i = 0; i < ring.size(); i++) {
                    var seen = point(drawn.frame(), ring.x(i), ring.y(i), slab.position());
                    var truth = field.truth(seen);
                    if (truth.isEmpty()) {
                        beyond++;
                    } else {
                        largest = Math.max(largest, truth.get().minus(seen).length());
                    }
                }
            }
        }
        if (beyond > 0) {
            throw new BeyondMarkersException(beyond);
        }
        return largest;
    }

    private static Point point(PlaneFrame frame, double x, double y, double position) {
        return new Point(
                frame.patient(0, x, y, position),
                frame.patient(1, x, y, position),
                frame.patient(2, x, y, position));
    }

    private List<Section> sections() {
        var slabs = drawn.slabs();
        var positions = new ArrayList<Double>();
        slabs.forEach(slab -> positions.add(slab.position()));
        // Planes that the solid may have been pressed out of go on as far apart as the ends.
        double first = slabs.getFirst().thickness();
        double last = slabs.getLast().thickness();
        for (double up = last; up <= reach && positions.size() < MOST_PLANES; up += last) {
            positions.add(slabs.getLast().position() + up);
        }
        for (double down = first; down <= reach && positions.size() < MOST_PLANES; down += first) {
            positions.addFirst(slabs.getFirst().position() - down);
        }
        return positions.stream()
                .map(this::section)
                .filter(section -> !section.region().isEmpty())
                .toList();
    }

    private Section section(double position) {
        var box =
                drawn.slabs().stream()
                        .map(slab -> slab.region().box())
                        .reduce((one, other) -> one.with(other))
                        .orElseThrow();
        double x = box.minX() - reach;
        double y = box.minY() - reach;
        int columns = (int) Math.ceil((box.maxX() + reach - x) / step) + 1;
        int rows = (int) Math.ceil((box.maxY() + reach - y) / step) + 1;
        if ((long) columns * rows > MOST_SAMPLES) {
            throw new IllegalArgumentException(
                    "A plane of %d x %d samples".formatted(columns, rows));
        }
        var samples = new double[columns * rows];
        IntStream.range(0, rows)
                .parallel()
                .forEach(row -> {
                    for (int column = 0; column < columns; column++) {
                        samples[row * columns + column] =
                                depth(x + column * step, y + row * step, position);
                    }
                });
        return new Section(position, Region.ofAtLeast(0, samples, columns, x, y, step, step));
    }

    /** How deep in the solid the image shows a point; what is beyond the markers is outside. */
    private double depth(double x, double y, double position) {
        var truth = point(drawn.frame(), x, y, position);
        var shift = field.at(truth);
        if (shift.isEmpty()) {
            return -reach;
        }
        var seen = truth.plus(shift.get());
        return -solidField.at(seen.x(), seen.y(), seen.z());
    }
}
