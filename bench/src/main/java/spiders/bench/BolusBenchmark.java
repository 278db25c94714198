// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.analysis.bolus.Bolus;
import spiders.analysis.bolus.BolusSettings;
import spiders.analysis.bolus.SkinRegion;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Boluses on a body of 73 planes of 3 mm, as a CT of 256 by 256 by 74 voxels shows it: on a
 * breast's worth of skin, and on all of its front.
 */
final class BolusBenchmark {

    private static final double FRONT = -105;
    private static final double THICKNESS = 10;

    private final Workload workload;

    BolusBenchmark(Workload workload) {
        this.workload = workload;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var rounds = new AnalysisRounds();
        for (int round = 0; round < workload.rounds(); round++) {
            for (int threads : List.of(1, 2)) {
                for (double reach : new double[] {60, 110}) {
                    rounds.time(
                            "bolus of %.0f mm within %.0f mm, %d threads"
                                    .formatted(THICKNESS, reach, threads),
                            threads,
                            made(reach));
                }
            }
        }
        rounds.table();
    }

    /** From the drawn body on; one that could not be printed is no result. */
    private static Callable<Integer> made(double reach) {
        return () -> {
            var bolus =
                    Bolus.of(
                            SyntheticOrgans.body().solid(0),
                            new SkinRegion.Ball(0, FRONT, 10, reach),
                            BolusSettings.of(THICKNESS));
            if (!bolus.isPrintable()) {
                throw new IllegalStateException("not fit to be printed: " + bolus.check());
            }
            return bolus.mesh().triangles();
        };
    }
}
