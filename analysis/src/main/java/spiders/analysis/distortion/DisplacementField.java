// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.distortion.UnusablePhantomException.Reason;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    private DisplacementField(Expansion expansion, MarkerHull hull, String words, Spread heldOut) {
        this.expansion = expansion;
        this.hull = hull;
        this.words = words;
        this.heldOut = heldOut;
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
        return hull.contains(truth) ? Optional.of(expansion.at(truth)) : Optional.empty();
    }

    /** Where something is that is seen at a point; empty if that is beyond the markers. */
    public Optional<Point> truth(Point seen) {
        var truth = seen;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var next = seen.minus(expansion.at(truth));
            double moved = next.minus(truth).length();
            truth = next;
            if (moved < STILL) {
                return hull.contains(truth) ? Optional.of(truth) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
