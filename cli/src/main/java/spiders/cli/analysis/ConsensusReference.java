// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.consensus.Decisions;
import spiders.analysis.consensus.Staple;
import spiders.analysis.consensus.VoxelGrid;
import spiders.analysis.geometry.Solid;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the products of a case have in common, found anew for each organ; one that did not draw it
 * has decided so. Organs are those that at least two products drew.
 */
final class ConsensusReference implements CaseReference {

    /** How one solid comes of several. */
    enum Kind {
        /** Probability and trust found together (Warfield 2004). */
        STAPLE,
        /** In more than half of them; a tie is outside. */
        MAJORITY
    }

    private static final int LEAST = 2;

    private final Kind kind;
    private final double step;
    private final List<String> organs;

    /**
     * Of all structure sets of a case.
     *
     * @param step the side of a voxel in the plane, in millimetres
     */
    ConsensusReference(Kind kind, double step, Map<String, StructureFile> files, RoiNames names) {
        this.kind = kind;
        this.step = step;
        var counts = new TreeMap<String, Integer>();
        for (var file : files.values()) {
            for (var roi : names.unique(file)) {
                counts.merge(names.key(roi), 1, Integer::sum);
            }
        }
        this.organs =
                counts.entrySet().stream()
                        .filter(count -> count.getValue() >= LEAST)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    @Override
    public List<String> organs() {
        return organs;
    }

    @Override
    public Organ organ(String organ, SortedMap<String, Drawn> drawn, int raters) {
        var frames =
                drawn.values().stream()
                        .map(one -> one.roi().frameOfReferenceUID())
                        .distinct()
                        .toList();
        if (frames.size() != 1) {
            throw new IllegalArgumentException(
                    "no consensus of %d frames of reference".formatted(frames.size()));
        }
        if (raters < LEAST) {
            throw new IllegalArgumentException("no consensus of %d products".formatted(raters));
        }
        var solids = drawn.values().stream().map(Drawn::solid).toList();
        return new Organ(solid(solids, raters), frames.getFirst(), "", told(drawn, raters), "");
    }

    private Solid solid(List<Solid> solids, int raters) {
        if (solids.stream().allMatch(Solid::isEmpty)) {
            return solids.getFirst();
        }
        var grid = new VoxelGrid(solids, step);
        var masks =
                solids.stream().map(grid::mask).collect(Collectors.toCollection(ArrayList::new));
        while (masks.size() < raters) {
            masks.add(new BitSet());
        }
        var decisions = Decisions.of(grid.size(), masks);
        return grid.solid(
                switch (kind) {
                    case STAPLE -> Staple.of(decisions).mask();
                    case MAJORITY -> decisions.majority();
                });
    }

    private String told(SortedMap<String, Drawn> drawn, int raters) {
        return "%s of %d, drawn by %s; voxels of %s mm in the box of all and 5 more"
                .formatted(kind, raters, String.join(", ", drawn.keySet()), step);
    }
}
