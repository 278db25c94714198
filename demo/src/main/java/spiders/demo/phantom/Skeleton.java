// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import spiders.demo.phantom.Solid.Ellipsoid;
import spiders.demo.phantom.Solid.Tube;
import spiders.demo.phantom.Solid.Without;

import java.util.ArrayList;
import java.util.List;

/** Spine, ribs, sternum, shoulder blades, pelvis and femora. */
final class Skeleton {

    private static final double LUMBAR_HEIGHT = 34;
    private static final double THORACIC_HEIGHT = 24;
    private static final double SACRUM_TOP = 150;
    private static final int LUMBAR = 5;
    private static final int VERTEBRAE = 18;
    private static final double CORTEX = 1.8;

    private final Physique physique;
    private final List<Part> parts = new ArrayList<>();

    Skeleton(Physique physique) {
        this.physique = physique;
    }

    List<Part> parts() {
        spine();
        sacrum();
        ribs();
        sternumAndShoulders();
        pelvis();
        femora();
        return List.copyOf(parts);
    }

    /** Where the bodies of the vertebrae are from front to back, at a height. */
    static double spineY(Physique physique, double z) {
        double lordosis = 7 * Math.cos((z - 230) / 95) - 5 * Math.cos((z - 470) / 110);
        return 0.46 * physique.halfDepth(z) - lordosis;
    }

    private void spine() {
        double base = SACRUM_TOP;
        for (int i = 0; i < VERTEBRAE; i++) {
            boolean lumbar = i < LUMBAR;
            double height = lumbar ? LUMBAR_HEIGHT : THORACIC_HEIGHT;
            double width = lumbar ? 24.5 - 0.4 * i : 20.5 - 0.55 * (i - LUMBAR);
            vertebra(base + height / 2, height, width);
            base += height;
        }
        for (double z = 20; z < 655; z += 8) {
            double y = z < SACRUM_TOP ? sacrumY(z) + 12 : spineY(physique, z) + 27;
            double radius = z < 90 ? 2 : z < SACRUM_TOP ? 6 : 8.5;
            parts.add(new Part(Tissue.SPINAL_CANAL, new Ellipsoid(0, y, z, radius, radius, 8)));
        }
    }

    private void vertebra(double z, double height, double width) {
        double y = spineY(physique, z);
        double depth = width * 0.76;
        bone(new Ellipsoid(0, y, z, width, depth, height / 2 - 2.5).asBox(), 1.5);
        parts.add(new Part(Tissue.DISC, new Ellipsoid(0, y, z + height / 2, width, depth, 3.4)));
        for (int side = -1; side <= 1; side += 2) {
            bone(tube(side * 11, y + 14, z + 2, side * 15, y + 30, z, 5.5, 6), CORTEX);
            bone(tube(side * 15, y + 30, z, side * width * 1.9, y + 31, z + 2, 5, 3.5), CORTEX);
            bone(tube(side * 15, y + 30, z, 0, y + 43, z - 4, 4.5, 5), CORTEX);
        }
        bone(tube(0, y + 42, z - 3, 0, y + 52, z - 10, 4, 4.2), CORTEX);
    }

    private double sacrumY(double z) {
        double t = (SACRUM_TOP - z) / 110;
        return spineY(physique, SACRUM_TOP) + 62 * t - 38 * t * t;
    }

    private void sacrum() {
        var pieces = new ArrayList<Ellipsoid>();
        for (double z = 44; z <= SACRUM_TOP - 6; z += 6) {
            double width = 12 + 38 * Math.pow((z - 40) / 110, 0.8);
            double y = sacrumY(z);
            bone(tube(0, y + 14, z, 0, y + 21, z - 2, 4, 3), CORTEX);
            pieces.add(new Ellipsoid(0, y, z, width, 13, 10));
        }
        pieces.forEach(piece -> parts.add(new Part(Tissue.CORTICAL_BONE, piece)));
        pieces.forEach(piece -> parts.add(new Part(Tissue.SPONGY_BONE, piece.grown(-1.5))));
    }

    private void ribs() {
        for (int rib = 0; rib < 12; rib++) {
            double top = SACRUM_TOP + LUMBAR * LUMBAR_HEIGHT + (12 - rib) * THORACIC_HEIGHT - 10;
            double end = rib < 7 ? 168 : 150 - 17 * (rib - 6);
            Point before = ribPoint(top, 14, rib);
            for (double angle = 20; angle <= end; angle += 6) {
                Point next = ribPoint(top, angle, rib);
                var tissue = angle > 146 ? Tissue.CARTILAGE : Tissue.CORTICAL_BONE;
                ribPiece(tissue, new Tube(before, next, 4.9, 4.9));
                before = next;
            }
        }
    }

    private void ribPiece(Tissue tissue, Tube piece) {
        for (var side : List.of(piece, (Tube) piece.mirrored())) {
            parts.add(new Part(tissue, side));
            if (tissue == Tissue.CORTICAL_BONE) {
                parts.add(new Part(Tissue.SPONGY_BONE, side.narrowed(1.7)));
            }
        }
    }

    /** A point of a rib, by its angle from the spine (0) round the flank (90) to the sternum. */
    private Point ribPoint(double top, double angle, int rib) {
        double radians = Math.toRadians(angle);
        double drop = (rib < 2 ? 34 : 62) * (1 - Math.cos(radians)) / 2 * (1 + angle / 400);
        double z = top - drop;
        double depth = 9 + physique.fat(z);
        double x = (physique.halfWidth(z) - depth - 4) * Math.sin(radians);
        double y = (physique.halfDepth(z) - depth - 5) * Math.cos(radians);
        double nearSpine = Math.max(0, 1 - angle / 40);
        return new Point(x, y - 26 * nearSpine, z);
    }

    private void sternumAndShoulders() {
        double y = -physique.halfDepth(490) + 22;
        bone(new Ellipsoid(0, y, 545, 26, 7, 24).asBox(), 1.6);
        bone(new Ellipsoid(0, y - 1, 475, 17, 6, 52).asBox(), 1.6);
        for (int side = -1; side <= 1; side += 2) {
            bone(tube(side * 24, y + 4, 562, side * 78, y + 14, 585, 7, 6), CORTEX);
            bone(tube(side * 78, y + 14, 585, side * 128, y + 48, 596, 6, 6), CORTEX);
            var blade = new Ellipsoid(side * 92, 62, 535, 46, 5, 72).turned(side * -24);
            bone(blade, 1.5);
            bone(tube(side * 66, 82, 565, side * 128, 58, 590, 5, 7), CORTEX);
        }
    }

    private void pelvis() {
        for (int side = -1; side <= 1; side += 2) {
            var outer = new Ellipsoid(side * 62, 8, 150, 76, 82, 92);
            var inner = new Ellipsoid(side * 50, 2, 156, 76, 84, 96);
            var region = new Box(new Point(-400, -62, 92), new Point(400, 82, 215));
            Solid wing = new Without(outer, inner).clipped(half(region, side));
            parts.add(new Part(Tissue.CORTICAL_BONE, wing));
            var inside =
                    new Without(
                            new Ellipsoid(side * 62, 8, 150, 73.6, 79.6, 90),
                            new Ellipsoid(side * 50, 2, 156, 78.4, 86.4, 98));
            parts.add(new Part(Tissue.SPONGY_BONE, inside.clipped(half(region, side))));
            bone(tube(side * 52, 58, 150, side * 76, 40, 120, 14, 15), 2);
            bone(tube(side * 76, 40, 120, side * 88, 6, 86, 15, 18), 2);
            bone(tube(side * 84, -16, 76, side * 14, -72, 52, 10, 9), 2);
            bone(tube(side * 14, -72, 50, side * 46, -20, 14, 9, 9), 2);
            bone(tube(side * 84, 22, 66, side * 52, 26, 14, 14, 13), 2);
            bone(tube(side * 46, -20, 14, side * 52, 24, 12, 9, 12), 2);
        }
        parts.add(new Part(Tissue.CARTILAGE, new Ellipsoid(0, -74, 50, 4.5, 9, 17)));
    }

    private static Box half(Box region, int side) {
        var low = region.low();
        var high = region.high();
        return side > 0
                ? new Box(new Point(34, low.y(), low.z()), high)
                : new Box(low, new Point(-34, high.y(), high.z()));
    }

    private void femora() {
        for (int side = -1; side <= 1; side += 2) {
            parts.add(
                    new Part(Tissue.CARTILAGE, new Ellipsoid(side * 92, -2, 72, 26.5, 26.5, 26.5)));
            bone(new Ellipsoid(side * 93, -2, 72, 23.5, 23.5, 23.5), 2);
            bone(tube(side * 96, -2, 68, side * 128, 10, 48, 15, 17), 2.5);
            bone(tube(side * 130, 12, 60, side * 126, 8, 20, 15, 15), 3);
            bone(tube(side * 126, 8, 20, side * 116, 0, -60, 15, 14), 5);
        }
    }

    private void bone(Solid solid, double cortex) {
        parts.add(new Part(Tissue.CORTICAL_BONE, solid));
        Solid inside =
                switch (solid) {
                    case Ellipsoid e -> e.grown(-cortex);
                    case Tube t -> t.narrowed(cortex);
                    case Without w -> w;
                    case Solid.Clipped c -> c;
                    case Solid.Trunk t -> t;
                };
        parts.add(new Part(Tissue.SPONGY_BONE, inside));
    }

    private static Tube tube(
            double x, double y, double z, double x1, double y1, double z1, double r, double r1) {
        return new Tube(new Point(x, y, z), new Point(x1, y1, z1), r, r1);
    }
}
