// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts the slabs of a solid into thinner ones whose regions go over from plane to plane. */
final class Refinement {

    private final Solid solid;
    private final double thickness;

    Refinement(Solid solid, double thickness) {
        this.solid = solid;
        this.thickness = thickness;
    }

    List<Slab> slabs() {
        return IntStream.range(0, solid.slabs().size())
                .parallel()
                .mapToObj(this::parts)
                .flatMap(List::stream)
                .toList();
    }

    /** What is below the plane if it is the first of its part, and what is up to the next one. */
    private List<Slab> parts(int i) {
        var slab = solid.slabs().get(i);
        var region = slab.region();
        var parts = new ArrayList<Slab>();
        if (solid.hasGapAfter(i - 1)) {
            parts.add(part(region, slab.from(), slab.position(), slab.isFilled()));
        }
        if (solid.hasGapAfter(i)) {
            parts.add(part(region, slab.position(), slab.to(), slab.isFilled()));
            return parts;
        }
        var next = solid.slabs().get(i + 1);
        var between = new DistanceInterpolation(region, next.region());
        double distance = next.position() - slab.position();
        int count = (int) Math.ceil(distance / thickness);
        for (int k = 0; k < count; k++) {
            double share = (k + 0.5) / count;
            var interpolated = between.at(share);
            if (interpolated.isEmpty()) {
                interpolated = share < 0.5 ? region : next.region();
            }
            double from = slab.position() + distance * k / count;
            double to =
                    k + 1 < count ? slab.position() + distance * (k + 1) / count : next.position();
            parts.add(part(interpolated, from, to, true));
        }
        return parts;
    }

    private static Slab part(Region region, double from, double to, boolean isFilled) {
        return new Slab(region, from + (to - from) / 2, from, to, isFilled);
    }
}
