// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import spiders.demo.phantom.Solid.Ellipsoid;
import spiders.demo.phantom.Solid.Tube;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Lungs with their vessels and airways, heart, great vessels, diaphragm. */
final class Thorax {

    private static final Set<Tissue> IN_LUNG = Set.of(Tissue.LUNG);

    private final Physique physique;
    private final RandomGenerator random;
    private final List<Part> parts = new ArrayList<>();

    Thorax(Physique physique, RandomGenerator random) {
        this.physique = physique;
        this.random = random;
    }

    List<Part> parts() {
        lungs();
        diaphragm();
        lungVessels();
        heart();
        greatVessels();
        airways();
        return List.copyOf(parts);
    }

    private void lungs() {
        double x = 0.47 * physique.halfWidth(480);
        double rx = 0.40 * physique.halfWidth(480);
        double ry = 0.74 * physique.halfDepth(480);
        for (int side = -1; side <= 1; side += 2) {
            var body = new Ellipsoid(side * x, 8, 462, rx, ry, 122).asBox();
            parts.add(new Part(Tissue.LUNG, body, Set.of(Tissue.FAT)));
            parts.add(
                    new Part(
                            Tissue.LUNG,
                            new Ellipsoid(side * 56, 20, 545, 50, ry * 0.8, 62),
                            Set.of(Tissue.FAT)));
        }
        parts.add(new Part(Tissue.FAT, new Ellipsoid(0, -30, 500, 26, 48, 120)));
        parts.add(new Part(Tissue.FAT, new Ellipsoid(0, 30, 500, 26, 48, 150)));
    }

    private void diaphragm() {
        double x = 0.47 * physique.halfWidth(380);
        parts.add(new Part(Tissue.MUSCLE, new Ellipsoid(-x, -4, 326, 76, 86, 88)));
        parts.add(new Part(Tissue.FAT, new Ellipsoid(-x, -4, 325, 73.5, 83.5, 85.5)));
        parts.add(new Part(Tissue.MUSCLE, new Ellipsoid(x, -2, 322, 74, 82, 76)));
        parts.add(new Part(Tissue.FAT, new Ellipsoid(x, -2, 321, 71.5, 79.5, 73.5)));
    }

    private void lungVessels() {
        for (int side = -1; side <= 1; side += 2) {
            for (int trunk = 0; trunk < 16; trunk++) {
                var hilum =
                        new Point(
                                side * (30 + random.nextDouble(8)),
                                6 + random.nextDouble(22),
                                468 + random.nextDouble(26));
                branch(hilum, wander(new Point(side, 0, 0), 1.5), 4.6, 44);
            }
        }
    }

    private void branch(Point from, Point direction, double radius, double length) {
        if (radius < 0.75) {
            return;
        }
        Point to = from.plus(direction, length);
        parts.add(new Part(Tissue.ARTERY, new Tube(from, to, radius, radius * 0.8), IN_LUNG));
        for (int i = 0; i < 2; i++) {
            double next = radius * (0.66 + random.nextDouble(0.16));
            branch(to, wander(direction, 0.62), next, length * (0.66 + random.nextDouble(0.16)));
        }
        branch(from.plus(direction, length * 0.6), wander(direction, 1.0), radius * 0.45, 22);
    }

    private Point wander(Point direction, double amount) {
        var turned =
                new Point(
                        direction.x() + amount * random.nextGaussian() * 0.6,
                        direction.y() + amount * random.nextGaussian() * 0.6,
                        direction.z() + amount * random.nextGaussian() * 0.8);
        double length = Math.max(0.2, turned.length());
        return new Point(turned.x() / length, turned.y() / length, turned.z() / length);
    }

    private void heart() {
        parts.add(new Part(Tissue.FAT, new Ellipsoid(16, -32, 436, 62, 50, 54).turned(25)));
        parts.add(new Part(Tissue.MYOCARDIUM, new Ellipsoid(30, -24, 428, 42, 38, 42)));
        parts.add(new Part(Tissue.ARTERY, new Ellipsoid(32, -20, 430, 28, 24, 30).turned(35)));
        parts.add(new Part(Tissue.MYOCARDIUM, new Ellipsoid(-2, -46, 430, 38, 26, 40).turned(20)));
        parts.add(new Part(Tissue.VEIN, new Ellipsoid(-2, -47, 431, 34, 22, 36).turned(20)));
        parts.add(new Part(Tissue.VEIN, new Ellipsoid(-28, -22, 438, 22, 26, 32)));
        parts.add(new Part(Tissue.ARTERY, new Ellipsoid(4, 10, 452, 36, 18, 24)));
    }

    private void greatVessels() {
        vessel(Tissue.ARTERY, 15, 4, -30, 458, -16, -34, 490, -12, -30, 516);
        vessel(Tissue.ARTERY, 14, -12, -30, 516, 4, -8, 530, 18, 18, 522, 22, 34, 500);
        vessel(Tissue.ARTERY, 5.5, -6, -16, 526, -14, -16, 580, -20, -12, 625);
        vessel(Tissue.ARTERY, 4.5, 10, 2, 530, 18, 2, 585, 22, -4, 630);
        vessel(Tissue.VEIN, 13, 16, -40, 462, 10, -34, 484, 2, -12, 488);
        vessel(Tissue.VEIN, 10, 2, -12, 488, -38, 8, 484);
        vessel(Tissue.VEIN, 10, 6, -12, 490, 40, 10, 488);
        vessel(Tissue.VEIN, 10, -28, -20, 455, -28, -20, 535);
        vessel(Tissue.VEIN, 7, -28, -20, 535, 24, -28, 565, 60, -30, 580);
        vessel(Tissue.MUSCLE, 8, 8, 36, 400, 4, 34, 470, 2, 32, 560, 0, 24, 640);
        double back = Skeleton.spineY(physique, 440) - 6;
        vessel(Tissue.ARTERY, 12.5, 22, 34, 500, 24, back, 440, 14, back, 380, 6, back - 12, 330);
    }

    private void vessel(Tissue tissue, double radius, double... coordinates) {
        parts.addAll(path(tissue, radius, coordinates));
    }

    /** A tube through points given as x, y, z triples. */
    static List<Part> path(Tissue tissue, double radius, double... coordinates) {
        var tubes = new ArrayList<Part>();
        for (int i = 3; i < coordinates.length; i += 3) {
            var from = new Point(coordinates[i - 3], coordinates[i - 2], coordinates[i - 1]);
            var to = new Point(coordinates[i], coordinates[i + 1], coordinates[i + 2]);
            tubes.add(new Part(tissue, new Tube(from, to, radius, radius)));
        }
        return tubes;
    }

    private void airways() {
        vessel(Tissue.CARTILAGE, 10, 0, 14, 650, 0, 16, 560, 0, 18, 500);
        vessel(Tissue.CARTILAGE, 8, 0, 18, 500, -30, 16, 476, -52, 18, 462);
        vessel(Tissue.CARTILAGE, 7.5, 0, 18, 500, 36, 18, 478, 56, 22, 464);
        vessel(Tissue.AIRWAY, 8.4, 0, 14, 650, 0, 16, 560, 0, 18, 500);
        vessel(Tissue.AIRWAY, 6.4, 0, 18, 500, -30, 16, 476, -52, 18, 462);
        vessel(Tissue.AIRWAY, 5.9, 0, 18, 500, 36, 18, 478, 56, 22, 464);
        vessel(Tissue.AIRWAY, 3, -52, 18, 462, -78, 30, 430);
        vessel(Tissue.AIRWAY, 3, 56, 22, 464, 80, 34, 430);
    }
}
