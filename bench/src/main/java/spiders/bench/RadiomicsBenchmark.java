// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.analysis.radiomics.Discretisation.FixedBinSize;
import spiders.analysis.radiomics.RadiomicsComputation;
import spiders.analysis.radiomics.Resegmentation;
import spiders.analysis.radiomics.Settings;
import spiders.analysis.radiomics.Volume;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * The features of IBSI 1 of a region of about 125,256 voxels, as the tumour of its CT phantom has,
 * in an image of that phantom's grid; and of up to a thousand small ones, or so many as asked for.
 */
final class RadiomicsBenchmark {

    private static final int VOXELS = 125_256;
    private static final int SMALL_SIDE = 24;
    private static final int MOST_REGIONS = 1000;
    private static final long SEED = 20_261_127;

    private final Workload workload;

    RadiomicsBenchmark(Workload workload) {
        this.workload = workload;
    }

    /** An image and a mask of its grid. */
    private record Sample(Volume image, Volume mask, long voxels) {}

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var large =
                ellipsoid(
                        new Volume.Axis(204, 0.977, 0),
                        new Volume.Axis(201, 0.977, 0),
                        new Volume.Axis(60, 3, 0),
                        VOXELS);
        var axis = new Volume.Axis(SMALL_SIDE, 1, 0);
        var small = ellipsoid(axis, axis, axis, 2100);
        Markdown.say("Regions of %d and %d voxels".formatted(large.voxels, small.voxels));
        var with =
                Settings.asIs()
                        .with(Resegmentation.between(-1000, 400))
                        .with(new FixedBinSize(25), new FixedBinSize(2.5));
        var without = with.withoutAutocorrelation();
        var rounds = new AnalysisRounds();
        for (int round = 0; round < workload.rounds(); round++) {
            // Two threads first: a process has but one first time, and a terminal gives it both.
            for (int threads : List.of(2, 1)) {
                rounds.time(
                        "1 large region, without autocorrelation, %d threads".formatted(threads),
                        threads,
                        computed(large, without, 1));
                rounds.time(
                        "1 large region, with it, %d threads".formatted(threads),
                        threads,
                        computed(large, with, 1));
            }
            for (int threads : List.of(1, 2)) {
                rounds.time(
                        "2 large regions, with it, %d threads".formatted(threads),
                        threads,
                        computed(large, with, 2));
                // A thousand take most of the time, and are measured once.
                int most = Math.min(workload.count(), round == 0 ? MOST_REGIONS : 100);
                for (int regions = 10; regions <= most; regions *= 10) {
                    rounds.time(
                            "%d small regions, with it, %d threads".formatted(regions, threads),
                            threads,
                            computed(small, with, regions));
                }
            }
        }
        rounds.table();
        int values = RadiomicsComputation.values(small.image, small.mask, with).size();
        Markdown.say("%d values a region, 2 fewer without autocorrelation".formatted(values));
    }

    private static Callable<Long> computed(Sample sample, Settings settings, int regions) {
        return () ->
                IntStream.range(0, regions)
                        .parallel()
                        .mapToLong(_ ->
                                RadiomicsComputation.values(sample.image, sample.mask, settings)
                                        .size())
                        .sum();
    }

    /** In the middle of a grid, with so many voxels or a few more; soft tissue with air in it. */
    private static Sample ellipsoid(Volume.Axis x, Volume.Axis y, Volume.Axis z, int voxels) {
        int count = x.size() * y.size() * z.size();
        var radii = new double[count];
        for (int at = 0; at < count; at++) {
            double dx = off(x, at % x.size()) / 1.15;
            double dy = off(y, Math.floorDiv(at, x.size()) % y.size());
            double dz = off(z, Math.floorDiv(at, x.size() * y.size())) / 0.9;
            radii[at] = Math.sqrt(dx * dx + dy * dy + dz * dz);
        }
        double[] sorted = radii.clone();
        Arrays.sort(sorted);
        double radius = sorted[voxels - 1];
        var random = new Random(SEED);
        var image = new float[count];
        var mask = new float[count];
        long inside = 0;
        for (int at = 0; at < count; at++) {
            mask[at] = radii[at] <= radius ? 1 : 0;
            inside += radii[at] <= radius ? 1 : 0;
            double tissue = 40 + 30 * Math.sin(at * 1e-3) + 20 * random.nextGaussian();
            boolean isAir = Math.sin(radii[at] / 4) * Math.cos(at * 3e-4) > 0.8;
            image[at] = Math.round(isAir ? -800 + 60 * random.nextGaussian() : tissue);
        }
        return new Sample(Volume.of(x, y, z, image), Volume.of(x, y, z, mask), inside);
    }

    private static double off(Volume.Axis axis, int index) {
        return (index - (axis.size() - 1) / 2.0) * axis.spacing();
    }
}
