// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.PlaneSpacing;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.analysis.geometry.Solid;

import java.util.ArrayList;
import java.util.List;

/**
 * Organs of a pelvis and what four products would make of them: ellipsoids with waves, a point of
 * outline about every millimetre, planes 3 mm apart. Made up, of nobody.
 */
final class SyntheticOrgans {

    static final int PRODUCTS = 4;

    private static final double SPACING = 3;

    private SyntheticOrgans() {}

    /** An organ by the middle and half the axes of its ellipsoid, in millimetres. */
    record Organ(String name, double x, double y, double z, double a, double b, double c) {

        /**
         * Its solid.
         *
         * @param product 0 for the reference, else of whom: moved and waved otherwise
         */
        Solid solid(int product) {
            var sections = new ArrayList<Section>();
            for (double at = -c + SPACING / 2; at < c; at += SPACING) {
                double share = Math.sqrt(1 - at * at / c / c);
                sections.add(new Section(z + at, Region.of(ring(product, share, at))));
            }
            return Solid.of(
                    PlaneFrame.AXIAL, sections, GapTreatment.FILL, new PlaneSpacing.Usual(SPACING));
        }

        private Ring ring(int product, double share, double at) {
            int points = Math.max(12, (int) (2 * Math.PI * Math.max(a, b) * share));
            var xs = new double[points];
            var ys = new double[points];
            for (int i = 0; i < points; i++) {
                double angle = 2 * Math.PI * i / points;
                double wave = 1 + 0.03 * Math.sin((5 + product) * angle + 0.2 * at);
                xs[i] = x + 0.7 * product + a * share * wave * Math.cos(angle);
                ys[i] = y - 0.4 * product + b * share * wave * Math.sin(angle);
            }
            return Ring.of(xs, ys);
        }
    }

    static List<Organ> pelvis() {
        return List.of(
                new Organ("bladder", 0, -30, 40, 38, 30, 27),
                new Organ("prostate", 0, 0, 0, 24, 20, 24),
                new Organ("rectum", 0, 35, 10, 16, 18, 60),
                new Organ("femoral head left", 90, 0, 10, 25, 25, 24),
                new Organ("femoral head right", -90, 0, 10, 25, 25, 24));
    }

    static Organ body() {
        return new Organ("body", 0, 0, 10, 175, 105, 110);
    }
}
