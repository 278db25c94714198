// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.distortion.UnusablePhantomException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * From where something is to where the image shows it: a model through the shifts of markers, by
 * least squares. Beyond the markers it is not defined, and never extrapolated.
 */
public final class DisplacementField {

    /** The degree that has 56 terms a component. */
    public static final int USUAL_DEGREE = 5;

    private static final int MOST_DEGREE = 9;
    private static final int FOLDS = 10;
    private static final int MOST_ROUNDS = 50;
    private static final double STILL = 1e-6;

    private final Expansion expansion;
    private final MarkerHull hull;
    private final String words;
    private final Spread heldOut;
    private final UnaryOperator<Point> toPhantom;
    private final UnaryOperator<Point> fromPhantom;

    private DisplacementField(Expansion expansion, MarkerHull hull, String words, Spread heldOut) {
        this.expansion = expansion;
        this.hull = hull;
        this.words = words;
        this.heldOut = heldOut;
        toPhantom = UnaryOperator.identity();
        fromPhantom = UnaryOperator.identity();
    }

    private DisplacementField(
            DisplacementField measured,
            UnaryOperator<Point> toPhantom,
            UnaryOperator<Point> fromPhantom) {
        this.expansion = measured.expansion;
        this.hull = measured.hull;
        this.words = measured.words;
        this.heldOut = measured.heldOut;
        this.toPhantom = toPhantom;
        this.fromPhantom = fromPhantom;
    }

    /**
     * The field in the coordinates of another series of the same scanner, whose patient may lie
     * another way round. The origins of both are taken for the isocentre, and what the main field
     * has in it for the same, as it is only with the same bandwidth and read-out.
     *
     * @param measured how the phantom lay that this field was measured on
     * @throws UnusablePhantomException if the scanners are not the same
     */
    public DisplacementField seenBy(ScannerPlacement measured, ScannerPlacement patient) {
        measured.requireSameScanner(patient);
        return new DisplacementField(
                this, point -> patient.in(measured, point), shift -> measured.in(patient, shift));
    }

    /**
     * The same by what the images say: of the series that was measured, and of one to correct,
     * which may be that itself.
     *
     * @throws UnusablePhantomException if they do not say how the patient lay, or are of several
     *     scanners
     */
    public DisplacementField seenBy(List<DataSet> measured, List<DataSet> series) {
        var own = uids(measured);
        if (own.size() == 1 && !own.contains("") && own.equals(uids(series))) {
            return this;
        }
        return seenBy(ScannerPlacement.of(measured), ScannerPlacement.of(series));
    }

    private static Set<String> uids(List<DataSet> images) {
        return images.stream()
                .map(image -> image.string(Tags.SeriesInstanceUID).orElse(""))
                .collect(Collectors.toSet());
    }

    private Point shift(Point truth) {
        return fromPhantom.apply(expansion.at(toPhantom.apply(truth)));
    }

    private boolean isAmongMarkers(Point truth) {
        return hull.contains(toPhantom.apply(truth));
    }

    /**
     * Fits a field.
     *
     * @param degree of the model, 1 to 9
     * @throws UnusablePhantomException if there are not twice as many markers as terms, or they are
     *     in too few planes for the degree
     */
    static DisplacementField fit(
            GridPhantom phantom,
            RigidMotion placement,
            List<Displacement> markers,
            FieldModel model,
            int degree) {
        if (degree < 1 || degree > MOST_DEGREE) {
            throw new IllegalArgumentException("A field of degree %d".formatted(degree));
        }
        if (markers.size() < 2 * model.terms(degree)) {
            throw new UnusablePhantomException(
                    Reason.UNDETERMINED,
                    "%d for %d terms".formatted(markers.size(), model.terms(degree)));
        }
        var middle = placement.shift();
        double unit =
                markers.stream()
                        .mapToDouble(marker -> marker.truth().minus(middle).length())
                        .max()
                        .orElseThrow();
        var residuals = new ArrayList<Double>();
        for (int fold = 0; fold < FOLDS; fold++) {
            var kept = new ArrayList<Displacement>();
            var left = new ArrayList<Displacement>();
            for (int i = 0; i < markers.size(); i++) {
                (i % FOLDS == fold ? left : kept).add(markers.get(i));
            }
            var without = Expansion.fit(kept, model, degree, middle, unit);
            for (var marker : left) {
                residuals.add(without.at(marker.truth()).minus(marker.shift()).length());
            }
        }
        return new DisplacementField(
                Expansion.fit(markers, model, degree, middle, unit),
                new MarkerHull(phantom, placement, markers),
                model.words(degree),
                Spread.of(residuals));
    }

    /** Which model it is of, for a report. */
    public String words() {
        return words;
    }

    /**
     * How far the field is off at markers that it was not fitted to: each tenth of them against a
     * fit of the others; in millimetres. What it does not follow at the border is in here.
     */
    public Spread heldOut() {
        return heldOut;
    }

    /** The shift of what is at a point; empty beyond the markers. */
    public Optional<Point> at(Point truth) {
        return isAmongMarkers(truth) ? Optional.of(shift(truth)) : Optional.empty();
    }

    /** Where something is that is seen at a point; empty if that is beyond the markers. */
    public Optional<Point> truth(Point seen) {
        var truth = seen;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var next = seen.minus(shift(truth));
            double moved = next.minus(truth).length();
            truth = next;
            if (moved < STILL) {
                return isAmongMarkers(truth) ? Optional.of(truth) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
