// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import spiders.demo.phantom.Solid.Ellipsoid;
import spiders.demo.phantom.Solid.Tube;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Liver, spleen, kidneys, pancreas, stomach, bowel, muscles of the back, aorta and cava. */
final class Abdomen {

    private static final Set<Tissue> IN_LIVER = Set.of(Tissue.LIVER);

    private final Physique physique;
    private final RandomGenerator random;
    private final List<Part> parts = new ArrayList<>();

    Abdomen(Physique physique, RandomGenerator random) {
        this.physique = physique;
        this.random = random;
    }

    List<Part> parts() {
        backMuscles();
        smallBowel();
        liver();
        stomachAndSpleen();
        kidneys();
        colon();
        retroperitoneum();
        return List.copyOf(parts);
    }

    private void backMuscles() {
        for (int side = -1; side <= 1; side += 2) {
            for (double z = -10; z < 640; z += 12) {
                double y = Skeleton.spineY(physique, Math.max(z, 150)) + 44;
                var erector = new Ellipsoid(side * 36, y, z, z > 350 ? 26 : 34, 20, 12);
                parts.add(new Part(Tissue.MUSCLE, erector));
            }
            for (double z = 110; z < 300; z += 10) {
                double y = Skeleton.spineY(physique, z) - (z < 160 ? 24 : 4);
                double r = 13 + 9 * Math.sin((z - 90) / 70.0);
                double x = side * (40 + (300 - z) * 0.09);
                parts.add(new Part(Tissue.MUSCLE, new Ellipsoid(x, y, z, r, r * 1.1, 11)));
            }
        }
    }

    private void liver() {
        parts.add(new Part(Tissue.LIVER, new Ellipsoid(-72, -2, 330, 70, 80, 80)));
        parts.add(new Part(Tissue.LIVER, new Ellipsoid(-86, 12, 288, 50, 58, 62)));
        parts.add(new Part(Tissue.LIVER, new Ellipsoid(4, -42, 352, 62, 38, 42).turned(-14)));
        parts.add(new Part(Tissue.FAT, new Ellipsoid(-34, -12, 292, 12, 22, 26).turned(30)));
        var porta = new Point(-40, 4, 322);
        for (int i = 0; i < 9; i++) {
            branch(porta, direction(), 4.4, 34);
        }
        var veins = new Point(-30, 26, 378);
        for (int i = 0; i < 6; i++) {
            branch(veins, new Point(-0.4 - random.nextDouble(), -0.7, -0.8), 4.6, 40);
        }
        parts.add(new Part(Tissue.GALLBLADDER, new Ellipsoid(-52, -42, 286, 15, 18, 28)));
    }

    private Point direction() {
        var d = new Point(random.nextGaussian() - 0.8, random.nextGaussian(), 0.6 * gauss());
        double length = Math.max(0.3, d.length());
        return new Point(d.x() / length, d.y() / length, d.z() / length);
    }

    private double gauss() {
        return random.nextGaussian();
    }

    private void branch(Point from, Point direction, double radius, double length) {
        if (radius < 1) {
            return;
        }
        Point to = from.plus(direction, length);
        var tube = new Tube(from, to, radius, radius * 0.8);
        parts.add(new Part(Tissue.LIVER_VESSEL, tube, IN_LIVER));
        for (int i = 0; i < 2; i++) {
            var turned = direction.plus(new Point(gauss(), gauss(), gauss()), 0.4);
            double scale = 1 / Math.max(0.4, turned.length());
            var next = new Point(turned.x() * scale, turned.y() * scale, turned.z() * scale);
            branch(to, next, radius * 0.72, length * 0.76);
        }
    }

    private void stomachAndSpleen() {
        parts.add(new Part(Tissue.SPLEEN, new Ellipsoid(104, 42, 334, 27, 40, 50).turned(-25)));
        shell(Tissue.STOMACH_WALL, Tissue.STOMACH_CONTENT, 58, -18, 350, 40, 44, 40);
        shell(Tissue.STOMACH_WALL, Tissue.STOMACH_CONTENT, 34, -48, 312, 40, 24, 34);
        parts.add(
                new Part(
                        Tissue.BOWEL_GAS,
                        new Ellipsoid(58, -18, 350, 36, 40, 36)
                                .clipped(
                                        new Box(
                                                new Point(-400, -400, 0),
                                                new Point(400, -34, 700)))));
    }

    private void shell(
            Tissue wall,
            Tissue content,
            double x,
            double y,
            double z,
            double a,
            double b,
            double c) {
        parts.add(new Part(wall, new Ellipsoid(x, y, z, a, b, c)));
        parts.add(new Part(content, new Ellipsoid(x, y, z, a - 4, b - 4, c - 4)));
    }

    private void kidneys() {
        for (int side = -1; side <= 1; side += 2) {
            double z = side < 0 ? 262 : 276;
            double y = 38;
            var fat = new Ellipsoid(side * 70, y, z, 42, 46, 68).turned(side * 32);
            parts.add(new Part(Tissue.FAT, fat, Set.of(Tissue.BOWEL_WALL, Tissue.BOWEL_CONTENT)));
            var cortex = new Ellipsoid(side * 68, y, z, 26, 31, 56).turned(side * 32);
            parts.add(new Part(Tissue.RENAL_CORTEX, cortex));
            for (int i = -3; i <= 3; i++) {
                var pyramid =
                        new Ellipsoid(side * (66 + 2 * (i & 1)), y, z + 13.5 * i, 15, 20, 5.6)
                                .turned(side * 32);
                parts.add(new Part(Tissue.RENAL_MEDULLA, pyramid));
            }
            var sinus = new Ellipsoid(side * 56, y - 8, z, 15, 15, 30).turned(side * 32);
            parts.add(new Part(Tissue.FAT, sinus));
            var pelvis = new Ellipsoid(side * 56, y - 8, z - 2, 8, 8, 13);
            parts.add(new Part(Tissue.RENAL_PELVIS, pelvis));
            path(Tissue.RENAL_PELVIS, 2.4, side * 50, 30, z - 8, side * 42, 24, 180);
            path(Tissue.RENAL_PELVIS, 2.4, side * 42, 24, 180, side * 48, 34, 110);
            path(Tissue.RENAL_PELVIS, 2.4, side * 48, 34, 110, side * 24, 8, 86);
            path(Tissue.VEIN, 5, side * 52, 28, z + 4, -20, 22, z + 8);
            path(Tissue.ARTERY, 3.2, side * 52, 33, z + 6, 6, 30, z + 12);
        }
    }

    private void path(Tissue tissue, double radius, double... coordinates) {
        parts.addAll(Thorax.path(tissue, radius, coordinates));
    }

    private void smallBowel() {
        for (int loop = 0; loop < 46; loop++) {
            double x = -78 + random.nextDouble(156);
            double y = -52 + random.nextDouble(62);
            double z = 128 + random.nextDouble(140);
            double radius = 9 + random.nextDouble(4.5);
            var from = new Point(x, y, z);
            for (int bend = 0; bend < 3; bend++) {
                var to = from.plus(direction(), 26 + random.nextDouble(14));
                intestine(from, to, radius, random.nextDouble() < 0.13);
                from = to;
            }
        }
    }

    private void intestine(Point from, Point to, double radius, boolean gas) {
        if (Math.abs(to.x()) > 105 || to.y() > 30 || to.y() < -54 || to.z() < 108) {
            return;
        }
        var wall = new Tube(from, to, radius, radius);
        parts.add(new Part(Tissue.BOWEL_WALL, wall));
        parts.add(new Part(Tissue.BOWEL_CONTENT, wall.narrowed(2.6)));
        if (gas) {
            parts.add(new Part(Tissue.BOWEL_GAS, wall.narrowed(4.5)));
        }
    }

    private void colon() {
        double w = physique.halfWidth(220) * 0.66;
        large(24, -w, 10, 138, -w - 2, 14, 190, -w + 2, 12, 250);
        large(18, -w + 2, 4, 252, -70, -32, 262, 0, -42, 248, 70, -34, 272, w - 8, 0, 318);
        large(17, w - 6, 6, 318, w + 2, 26, 260, w + 2, 24, 190, w - 12, 8, 150);
        large(16, w - 12, 8, 150, 66, -8, 130, 22, -20, 138, 8, 22, 128, 2, 40, 112);
    }

    private void large(double radius, double... c) {
        for (var wall : Thorax.path(Tissue.BOWEL_WALL, radius, c)) {
            parts.add(wall);
            var tube = (Tube) wall.solid();
            parts.add(new Part(Tissue.BOWEL_CONTENT, tube.narrowed(2.8)));
            var lifted =
                    new Tube(
                            tube.from().plus(new Point(0, -0.35, 0), radius),
                            tube.to().plus(new Point(0, -0.35, 0), radius),
                            radius * 0.5,
                            radius * 0.5);
            parts.add(new Part(Tissue.BOWEL_GAS, lifted));
        }
    }

    private void retroperitoneum() {
        double back = Skeleton.spineY(physique, 260) - 28;
        path(Tissue.ARTERY, 11, 8, back, 335, 6, back - 2, 270, 4, back - 3, 205);
        path(Tissue.ARTERY, 7, 4, back - 3, 205, 24, back + 4, 170, 52, 22, 130, 60, -44, 74);
        path(Tissue.ARTERY, 7, 4, back - 3, 205, -22, back + 4, 170, -52, 22, 130, -60, -44, 74);
        path(Tissue.ARTERY, 5, -60, -44, 74, -66, -58, 0);
        path(Tissue.ARTERY, 5, 60, -44, 74, 66, -58, 0);
        path(Tissue.ARTERY, 3.6, 6, back - 8, 312, 6, back - 34, 306, -6, back - 50, 240);
        path(Tissue.VEIN, 12, -22, back, 200, -24, back - 2, 290, -30, back - 8, 370, -28, -6, 420);
        path(Tissue.VEIN, 8, -22, back, 200, 22, back + 12, 168, 48, 30, 128, 50, -36, 70);
        path(Tissue.VEIN, 8, -22, back, 200, -30, back + 12, 168, -50, 30, 128, -50, -36, 70);
        path(Tissue.VEIN, 6.5, -6, back - 44, 250, -8, back - 36, 296, -36, 6, 320);
        path(Tissue.VEIN, 4.5, -8, back - 36, 296, 40, back - 22, 308, 92, 38, 332);
        path(Tissue.PANCREAS, 12, -26, back - 44, 268, -20, back - 44, 292, 8, back - 44, 300);
        path(Tissue.PANCREAS, 9, 8, back - 44, 300, 46, back - 30, 314, 84, 24, 324);
    }
}
