// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import spiders.analysis.distortion.UnusablePhantomException.Reason;
import spiders.analysis.image.ImageVolume;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * What of a distortion is of the gradients and what of the main field, from two images of opposite
 * read-out direction: the main field's part (B0, susceptibility, chemical shift) turns around with
 * it and the gradients' does not, so half the sum is of the gradients and half the difference of
 * the main field (Chang and Fitzpatrick 1992).
 *
 * @param gradients half the sum of the displacements
 * @param mainField half the difference, forward less reverse
 * @param acrossReadOut what half the difference has across the read-out direction, which should be
 *     nothing: more than noise says that the two images differ by something else
 */
public record ReadOutSeparation(
        DistortionMeasurement gradients, DistortionMeasurement mainField, Spread acrossReadOut) {

    /**
     * Separates the two parts, by the markers that both images show; the phantom is put where the
     * middle markers are in the mean of both.
     *
     * @param readOut the direction of the read-out, of any length
     * @throws UnusablePhantomException if one of the images does not show it well enough, or they
     *     have different frames of reference
     */
    public static ReadOutSeparation of(
            GridPhantom phantom,
            ImageVolume forward,
            ImageVolume reverse,
            Point readOut,
            DistortionSettings settings) {
        var frame = forward.source().frameOfReferenceUID();
        if (!frame.equals(reverse.source().frameOfReferenceUID())) {
            throw new UnusablePhantomException(Reason.NOT_COMPARABLE, "frames of reference");
        }
        if (!(readOut.length() > 0)) {
            throw new IllegalArgumentException("A read-out of no direction");
        }
        var seen = MarkerDetection.markers(phantom, forward);
        var ahead = LatticeAssignment.assign(phantom, seen);
        var seenBack = MarkerDetection.markers(phantom, reverse);
        var back = LatticeAssignment.assign(phantom, seenBack);
        var means = new HashMap<Node, Point>();
        ahead.forEach((node, point) -> {
            var other = back.get(node);
            if (other != null) {
                means.put(node, point.plus(other).times(0.5));
            }
        });
        int strays = seen.size() - ahead.size() + seenBack.size() - back.size();
        var gradients = DistortionMeasurement.of(phantom, means, strays, settings);
        var turning = new HashMap<Node, Point>();
        var across = new ArrayList<Double>();
        var unit = readOut.times(1 / readOut.length());
        for (var marker : gradients.markers()) {
            var half =
                    ahead.getOrDefault(marker.node(), marker.measured()).minus(marker.measured());
            turning.put(marker.node(), marker.truth().plus(half));
            double along = half.x() * unit.x() + half.y() * unit.y() + half.z() * unit.z();
            across.add(half.minus(unit.times(along)).length());
        }
        var mainField =
                DistortionMeasurement.of(phantom, turning, strays, gradients.placement(), settings);
        return new ReadOutSeparation(gradients, mainField, Spread.of(List.copyOf(across)));
    }
}
