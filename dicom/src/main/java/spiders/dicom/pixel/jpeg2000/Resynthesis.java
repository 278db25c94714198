// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/** Rebuilds a tile-component from the coefficients of its bands, level by level. */
final class Resynthesis {

    private final TileComponent component;
    private final List<Resolution> resolutions;
    private final List<List<Coefficients>> bands = new ArrayList<>();

    /**
     * @param reduction how many of the highest resolutions to leave out
     * @param at where the tile's packets are, if it has fewer resolutions than that
     */
    Resynthesis(TileComponent component, int reduction, StreamReader at) {
        this.component = component;
        int levels = component.style().levels() - reduction;
        if (levels < 0) {
            throw at.unsupported(
                    "A reduction by %d of %d levels"
                            .formatted(reduction, component.style().levels()));
        }
        resolutions = component.resolutions().subList(0, levels + 1);
    }

    /** Makes room for the coefficients, and adds the code-blocks that are to fill it. */
    void addTasks(List<BlockDecoder.Task> tasks) {
        for (var resolution : resolutions) {
            var targets = new ArrayList<Coefficients>();
            for (var band : resolution.bands()) {
                targets.add(Coefficients.of(component.style().isReversible(), band.area().size()));
            }
            bands.add(targets);
            for (var precinct : resolution.madePrecincts()) {
                for (var part : precinct.bands()) {
                    var target = targets.get(resolution.bands().indexOf(part.band));
                    for (var block : part.blocks) {
                        if (block.isIncluded()) {
                            tasks.add(new BlockDecoder.Task(block, part.band, component, target));
                        }
                    }
                }
            }
        }
    }

    /** Returns the samples of the highest resolution that is wanted. */
    Coefficients run(Workers workers) {
        var samples = bands.getFirst().getFirst();
        for (int r = 1; r < resolutions.size(); r++) {
            var area = resolutions.get(r).area();
            var high = bands.set(r, List.of());
            samples = synthesize(area, samples, high, workers);
        }
        return samples;
    }

    private static Coefficients synthesize(
            Area area, Coefficients low, List<Coefficients> high, Workers workers) {
        return switch (low) {
            case Coefficients.Whole whole -> {
                var result = new int[area.size()];
                Synthesis.run(
                        new ReversibleSynthesis(
                                area,
                                whole.values(),
                                whole(high.get(0)),
                                whole(high.get(1)),
                                whole(high.get(2)),
                                result),
                        workers);
                yield new Coefficients.Whole(result);
            }
            case Coefficients.Real real -> {
                var result = new float[area.size()];
                Synthesis.run(
                        new IrreversibleSynthesis(
                                area,
                                real.values(),
                                real(high.get(0)),
                                real(high.get(1)),
                                real(high.get(2)),
                                result),
                        workers);
                yield new Coefficients.Real(result);
            }
        };
    }

    private static int[] whole(Coefficients coefficients) {
        return ((Coefficients.Whole) coefficients).values();
    }

    private static float[] real(Coefficients coefficients) {
        return ((Coefficients.Real) coefficients).values();
    }
}
