// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Option;

import spiders.analysis.distortion.GridPhantom;
import spiders.analysis.distortion.Point;

import java.util.Arrays;

/** What a phantom is like, by its maker's sheet. */
final class PhantomArguments {

    /** An axis of the patient. */
    enum PatientAxis {
        X,
        Y,
        Z;

        /** 0 for x, 1 for y, 2 for z. */
        int axis() {
            return switch (this) {
                case X -> 0;
                case Y -> 1;
                case Z -> 2;
            };
        }

        Point direction() {
            return switch (this) {
                case X -> new Point(1, 0, 0);
                case Y -> new Point(0, 1, 0);
                case Z -> new Point(0, 0, 1);
            };
        }
    }

    @Option(
            names = "--counts",
            required = true,
            split = ",",
            paramLabel = "N",
            description = "How many markers along x, y and z, such as 13,13,9.")
    private int[] counts = {};

    @Option(
            names = "--pitch",
            required = true,
            split = ",",
            paramLabel = "MM",
            description = "From marker to marker: one number, or one for x, y and z.")
    private double[] pitch = {};

    @Option(names = "--diameter", required = true, paramLabel = "MM", description = "Of a marker.")
    private double diameter;

    @Option(
            names = "--radius",
            paramLabel = "MM",
            description = "No marker is farther from the z axis of the phantom (no limit).")
    private double radius = Double.POSITIVE_INFINITY;

    @Option(names = "--dark", description = "Markers are darker than what is around them.")
    private boolean dark;

    GridPhantom phantom() {
        boolean isBox = counts.length == 3 && (pitch.length == 1 || pitch.length == 3);
        if (!isBox) {
            throw new IllegalArgumentException(
                    "--counts needs three numbers, --pitch one or three");
        }
        double[] pitches = pitch.length == 3 ? pitch : new double[] {pitch[0], pitch[0], pitch[0]};
        return GridPhantom.of(counts, pitches, diameter, !dark, radius);
    }

    /** As it was given, for a report. */
    String told() {
        return "%s markers of %s mm, %s mm apart, %s, %s"
                .formatted(
                        Arrays.toString(counts),
                        diameter,
                        Arrays.toString(pitch),
                        Double.isInfinite(radius) ? "a box" : "within " + radius + " mm",
                        dark ? "dark" : "bright");
    }
}
