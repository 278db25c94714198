// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import spiders.demo.phantom.Solid.Trunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A whole trunk: the parts in the order in which they cover each other. Immutable. */
public final class Body {

    private final List<Part> parts;
    private final long seed;

    /** The body of {@code seed} with these lesions; the same seed gives the same organs. */
    public Body(long seed, boolean male, Physique physique, List<Lesion> lesions) {
        var random = new Random(seed);
        var all = new ArrayList<Part>();
        all.add(new Part(Tissue.SKIN, new Trunk(physique, 0, 0)));
        all.add(new Part(Tissue.FAT, new Trunk(physique, 2, 0)));
        all.add(new Part(Tissue.MUSCLE, new Trunk(physique, 2, 1), outside()));
        all.add(cavity(physique));
        all.addAll(new Pelvis(male).muscles());
        all.addAll(new Thorax(physique, random).parts());
        all.addAll(new Abdomen(physique, random).parts());
        all.addAll(new Pelvis(male).parts());
        all.addAll(new Skeleton(physique).parts());
        lesions.forEach(lesion -> all.addAll(lesion.parts()));
        this.parts = List.copyOf(all);
        this.seed = seed;
    }

    private static Set<Tissue> outside() {
        return Set.of(Tissue.FAT);
    }

    private static Part cavity(Physique physique) {
        return new Part(Tissue.FAT, new Trunk(physique, 15, 1).clipped(Box.between(30, 600)));
    }

    List<Part> parts() {
        return parts;
    }

    long seed() {
        return seed;
    }
}
