// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.bolus;

import spiders.analysis.geometry.Solid;
import spiders.analysis.mesh.SolidField;

import java.util.List;

/** Which part of the skin a bolus lies on: that within a room. */
public sealed interface SkinRegion {

    /** A value at a point of the patient that is below 0 within. */
    double at(double x, double y, double z);

    /** The lowest coordinate of it on an axis of the patient. */
    double low(int axis);

    /** The highest coordinate of it on an axis of the patient. */
    double high(int axis);

    /** What of the skin is within a distance of a point. */
    record Ball(double x, double y, double z, double radius) implements SkinRegion {

        public Ball {
            if (!(radius > 0) || !Double.isFinite(x + y + z + radius)) {
                throw new IllegalArgumentException("A region of radius " + radius);
            }
        }

        @Override
        public double at(double px, double py, double pz) {
            return Math.sqrt((px - x) * (px - x) + (py - y) * (py - y) + (pz - z) * (pz - z))
                    - radius;
        }

        @Override
        public double low(int axis) {
            return (axis == 0 ? x : axis == 1 ? y : z) - radius;
        }

        @Override
        public double high(int axis) {
            return (axis == 0 ? x : axis == 1 ? y : z) + radius;
        }
    }

    /** What of the skin is in a solid, such as a drawn region that reaches through the skin. */
    final class Within implements SkinRegion {

        private final SolidField field;
        private final List<double[]> bounds;

        /**
         * Within a solid.
         *
         * @throws UnusableSkinException if it is empty
         */
        public Within(Solid solid) {
            if (solid.isEmpty()) {
                throw new UnusableSkinException(UnusableSkinException.Reason.EMPTY_REGION);
            }
            field = new SolidField(solid);
            bounds = bounds(solid);
        }

        /** The lowest and the highest coordinates of a solid. */
        static List<double[]> bounds(Solid solid) {
            double[] low = {1e9, 1e9, 1e9};
            double[] high = {-1e9, -1e9, -1e9};
            for (var slab : solid.slabs()) {
                var box = slab.region().box();
                for (int corner = 0; corner < 8; corner++) {
                    double x = (corner & 1) == 0 ? box.minX() : box.maxX();
                    double y = (corner & 2) == 0 ? box.minY() : box.maxY();
                    double position = (corner & 4) == 0 ? slab.from() : slab.to();
                    for (int axis = 0; axis < 3; axis++) {
                        double at = solid.frame().patient(axis, x, y, position);
                        low[axis] = Math.min(low[axis], at);
                        high[axis] = Math.max(high[axis], at);
                    }
                }
            }
            return List.of(low, high);
        }

        @Override
        public double at(double x, double y, double z) {
            return field.at(x, y, z);
        }

        @Override
        public double low(int axis) {
            return bounds.get(0)[axis];
        }

        @Override
        public double high(int axis) {
            return bounds.get(1)[axis];
        }
    }
}
