// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import spiders.demo.phantom.Solid.Ellipsoid;
import spiders.demo.phantom.Solid.Tube;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Bladder, rectum, prostate or uterus, and the muscles of the hip. */
final class Pelvis {

    private final boolean male;
    private final List<Part> parts = new ArrayList<>();

    Pelvis(boolean male) {
        this.male = male;
    }

    List<Part> muscles() {
        var muscles = new ArrayList<Part>();
        for (int side = -1; side <= 1; side += 2) {
            add(muscles, side * 78, 72, 70, 62, 26, 88, side * -30);
            add(muscles, side * 118, 40, 120, 26, 44, 66, side * -15);
            add(muscles, side * 110, -36, 60, 30, 34, 80, side * 20);
            add(muscles, side * 62, -44, 12, 44, 34, 62, 0);
            add(muscles, side * 66, 22, 10, 56, 34, 44, 0);
            add(muscles, side * 46, -2, 72, 14, 36, 30, side * 18);
            add(muscles, side * 40, 46, 90, 12, 26, 20, side * 45);
        }
        muscles.add(new Part(Tissue.FAT, new Ellipsoid(0, -6, 0, 13, 70, 34)));
        muscles.add(
                new Part(Tissue.FAT, new Ellipsoid(0, 84, 20, 9, 40, 60), Set.of(Tissue.MUSCLE)));
        return List.copyOf(muscles);
    }

    private static void add(
            List<Part> to,
            double x,
            double y,
            double z,
            double a,
            double b,
            double c,
            double turn) {
        to.add(new Part(Tissue.MUSCLE, new Ellipsoid(x, y, z, a, b, c).turned(turn)));
    }

    List<Part> parts() {
        parts.add(new Part(Tissue.FAT, new Ellipsoid(0, 8, 82, 46, 62, 46)));
        parts.add(new Part(Tissue.BLADDER_WALL, new Ellipsoid(0, -34, 88, 38, 30, 30)));
        parts.add(new Part(Tissue.BLADDER, new Ellipsoid(0, -34, 88, 35, 27, 27)));
        if (male) {
            parts.add(new Part(Tissue.PROSTATE, new Ellipsoid(0, -14, 48, 23, 17, 19)));
            parts.add(new Part(Tissue.PROSTATE, new Ellipsoid(-16, 4, 70, 16, 6, 7).turned(15)));
            parts.add(new Part(Tissue.PROSTATE, new Ellipsoid(16, 4, 70, 16, 6, 7).turned(-15)));
        }
        if (!male) {
            parts.add(new Part(Tissue.UTERUS, new Ellipsoid(2, -2, 104, 27, 20, 34)));
            parts.add(new Part(Tissue.UTERUS, new Ellipsoid(0, 4, 70, 14, 13, 18)));
        }
        rectum(15, Tissue.BOWEL_WALL);
        rectum(11.5, Tissue.BOWEL_CONTENT);
        parts.add(
                new Part(
                        Tissue.BOWEL_GAS,
                        new Tube(new Point(0, 34, 106), new Point(0, 30, 88), 7, 6)));
        for (int side = -1; side <= 1; side += 2) {
            parts.add(
                    new Part(
                            Tissue.MUSCLE,
                            new Tube(
                                    new Point(side * 36, 20, 62),
                                    new Point(side * 9, 36, 26),
                                    4.5,
                                    5)));
        }
        return List.copyOf(parts);
    }

    private void rectum(double radius, Tissue tissue) {
        parts.addAll(
                Thorax.path(tissue, radius, 2, 36, 114, 0, 36, 92, 0, 34, 66, 0, 36, 44, 0, 44, 8));
    }
}
