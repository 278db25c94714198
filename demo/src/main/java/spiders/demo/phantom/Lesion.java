// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import spiders.demo.phantom.Solid.Ellipsoid;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A tumour, a metastasis or a node, of a mean diameter in mm. */
public record Lesion(Tissue tissue, Point centre, double diameter) {

    public Lesion {
        if (!(diameter > 0 && diameter < 200)) {
            throw new IllegalArgumentException("A lesion of %s mm".formatted(diameter));
        }
    }

    /** The same lesion at another examination. */
    public Lesion ofDiameter(double millimetres) {
        return new Lesion(tissue, centre, millimetres);
    }

    /** An irregular body, lobed and necrotic when it is large. */
    List<Part> parts() {
        RandomGenerator random = new Random(Math.round(centre.x() * 31 + centre.z()));
        double radius = diameter / 2;
        var lobes = new ArrayList<Part>();
        lobes.add(new Part(tissue, ball(centre, radius)));
        for (int i = 0; i < 5; i++) {
            var shift =
                    new Point(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
            lobes.add(new Part(tissue, ball(centre.plus(shift, radius * 0.38), radius * 0.6)));
        }
        if (diameter > 18) {
            lobes.add(new Part(Tissue.NECROSIS, ball(centre, radius * 0.45)));
        }
        return List.copyOf(lobes);
    }

    private static Ellipsoid ball(Point centre, double radius) {
        return new Ellipsoid(
                centre.x(), centre.y(), centre.z(), radius, radius * 0.92, radius * 1.05);
    }
}
