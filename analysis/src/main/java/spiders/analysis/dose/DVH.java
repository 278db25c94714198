// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import spiders.analysis.geometry.Slab;
import spiders.analysis.geometry.Solid;
import spiders.analysis.geometry.TooManySamplesException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The dose-volume histogram of a solid.
 *
 * <p>The solid is sampled in its own planes, and the dose is linear between the points of its grid;
 * neither is brought onto the other's grid. Where rows of the solid run along the grid, the dose is
 * linear on each stretch of a row between two points, and the stretch counts with all its doses,
 * not with that of its middle. Doses are gray, volumes cubic millimetres. Of a solid that is empty,
 * or not covered while what is not covered is left out, no dose is defined. Between the bins, of
 * which there are 20 000 up to the highest dose, the histogram is linear.
 */
public final class DVH {

    /** Of the method: numbers of different versions are not to be pooled. */
    public static final String VERSION = "sampled slabs, linear dose, 2";

    /** A minute's work; a whole body at half a millimetre has 200 million. */
    private static final double MOST_SAMPLES = 1e9;

    private final DVHSettings settings;
    private final DoseHistogram histogram;
    private final double volume;
    private final double covered; // share of the volume
    private final double[] above; // volume at or above the lower end of each bin, and one more

    private DVH(DVHSettings settings, DoseHistogram histogram, double volume) {
        this.settings = settings;
        this.histogram = histogram;
        this.volume = volume;
        double sampled = histogram.covered() + histogram.outside();
        boolean isZero = settings.outside() == OutsideGrid.COUNT_AS_ZERO;
        this.covered = sampled > 0 ? histogram.covered() / sampled : 0;
        this.above = new double[DoseHistogram.BINS + 1];
        double scale = sampled > 0 ? volume / sampled : 0;
        double[] volumes = histogram.volumes();
        for (int i = DoseHistogram.BINS - 1; i >= 0; i--) {
            above[i] = above[i + 1] + volumes[i] * scale;
        }
        if (isZero) {
            above[0] = sampled > 0 ? volume : 0;
        }
    }

    /**
     * The histogram of a solid of the grid's frame of reference; on the common pool's threads.
     *
     * @throws TooManySamplesException if the solid is too large for the step
     */
    public static DVH of(Solid solid, DoseGrid grid, DVHSettings settings) {
        requireSamples(solid, settings);
        var probe = grid.probe(solid.frame());
        double maximum = grid.maximum();
        var slabs = solid.slabs();
        var histogram =
                IntStream.range(0, slabs.size())
                        .parallel()
                        .collect(
                                () -> new DoseHistogram(maximum),
                                (found, i) -> sample(slabs.get(i), probe, settings, found),
                                DoseHistogram::merge);
        return new DVH(settings, histogram, solid.volume());
    }

    private static void requireSamples(Solid solid, DVHSettings settings) {
        double area = 0;
        for (var slab : solid.slabs()) {
            var box = slab.region().box();
            area += slab.region().area() + (box.maxY() - box.minY()) * settings.step();
        }
        double samples = area * settings.levels() / settings.step() / settings.step();
        if (samples > MOST_SAMPLES) {
            throw new TooManySamplesException(samples, MOST_SAMPLES);
        }
    }

    private static void sample(Slab slab, Probe probe, DVHSettings settings, DoseHistogram found) {
        double height = slab.thickness() / settings.levels();
        if (probe.isAlongGrid()) {
            slab.region()
                    .scanRows(
                            settings.step(),
                            (y, from, to, rowHeight) -> {
                                for (int level = 0; level < settings.levels(); level++) {
                                    double position = slab.from() + (level + 0.5) * height;
                                    probe.stretch(y, from, to, position, rowHeight * height, found);
                                }
                            });
            return;
        }
        for (int level = 0; level < settings.levels(); level++) {
            double position = slab.from() + (level + 0.5) * height;
            slab.region()
                    .scan(
                            settings.step(),
                            (x, y, area) -> add(probe.dose(x, y, position), area * height, found));
        }
    }

    private static void add(double dose, double volume, DoseHistogram found) {
        if (Double.isNaN(dose)) {
            found.addOutside(volume);
        } else {
            found.add(dose, volume);
        }
    }

    public DVHSettings settings() {
        return settings;
    }

    /** The volume of the solid. */
    public double volume() {
        return volume;
    }

    /** The volume that the grid does not cover: to be shown beside every other number. */
    public double volumeOutsideGrid() {
        return volume * (1 - covered);
    }

    /** Whether doses are defined. */
    public boolean isDefined() {
        return counted() > 0;
    }

    /** The volume that the numbers are of. */
    private double counted() {
        return above[0];
    }

    private boolean countsZero() {
        return settings.outside() == OutsideGrid.COUNT_AS_ZERO && covered < 1;
    }

    private OptionalDouble defined(double value) {
        return isDefined() ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    public OptionalDouble mean() {
        return defined(covered > 0 ? histogram.mean() * covered * volume / counted() : 0);
    }

    public OptionalDouble minimum() {
        return defined(countsZero() ? 0 : histogram.least());
    }

    public OptionalDouble maximum() {
        return defined(covered > 0 ? histogram.greatest() : 0);
    }

    /**
     * The dose that the hottest part of the volume gets at least (D2, D50, D95, D98 and others).
     *
     * @param percent of the volume, above 0 and up to 100
     */
    public OptionalDouble doseToPercent(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("A dose to %s percent".formatted(percent));
        }
        return isDefined()
                ? doseToVolume(Math.min(counted(), counted() * percent / 100))
                : OptionalDouble.empty();
    }

    /**
     * The dose that so much of the volume gets at least (D0.1cc and others); undefined if there is
     * not so much.
     *
     * @param part in cubic millimetres, above 0
     */
    public OptionalDouble doseToVolume(double part) {
        if (!(part > 0)) {
            throw new IllegalArgumentException("A dose to %s mm3".formatted(part));
        }
        if (!isDefined() || part > counted()) {
            return OptionalDouble.empty();
        }
        int low = 0;
        int high = DoseHistogram.BINS;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (above[middle] >= part) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double inBin = above[low] - above[low + 1];
        double share = inBin > 0 ? (above[low] - part) / inBin : 0;
        if (low == 0 && countsZero()) {
            // What is outside has exactly none; the bin is as wide for what is inside of it.
            return OptionalDouble.of(0);
        }
        double dose = (low + share) * histogram.width();
        return OptionalDouble.of(Math.clamp(dose, minimum().orElse(0), maximum().orElse(dose)));
    }

    /** The share of the volume, 0 to 1, that gets at least a dose (V20Gy and others). */
    public OptionalDouble shareOfAtLeast(double dose) {
        return isDefined()
                ? OptionalDouble.of(volumeOfAtLeast(dose) / counted())
                : OptionalDouble.empty();
    }

    /**
     * The volume that gets at least a dose; 0 if none is covered.
     *
     * @throws IllegalArgumentException if the dose is no number
     */
    public double volumeOfAtLeast(double dose) {
        if (Double.isNaN(dose)) {
            throw new IllegalArgumentException("A volume that gets no number");
        }
        if (dose <= (countsZero() ? 0 : histogram.least())) {
            return counted();
        }
        if (dose > histogram.greatest()) {
            return 0;
        }
        double place = dose / histogram.width();
        // A dose may be negative, if what made the grid let it; all of those are in the first bin.
        int bin = Math.clamp((long) place, 0, DoseHistogram.BINS - 1);
        double share = Math.clamp(place - bin, 0.0, 1.0);
        return above[bin] - (above[bin] - above[bin + 1]) * share;
    }

    /**
     * The generalised equivalent uniform dose (Niemierko 1999): the mean of the doses to the power
     * of a, to the power of 1/a.
     *
     * @param a 1 for the mean; large for serial organs, negative for targets; not 0
     */
    public OptionalDouble equivalentUniformDose(double a) {
        if (a == 0 || !Double.isFinite(a)) {
            throw new IllegalArgumentException("An equivalent uniform dose of a = " + a);
        }
        double highest = maximum().orElse(0);
        if (!isDefined() || highest == 0) {
            return defined(0);
        }
        double sum = 0;
        for (int i = 0; i < DoseHistogram.BINS; i++) {
            double part = above[i] - above[i + 1];
            if (part > 0) {
                // By the highest dose, so that no power is too large for a number.
                sum += part * Math.pow((i + 0.5) * histogram.width() / highest, a);
            }
        }
        return OptionalDouble.of(highest * Math.pow(sum / counted(), 1 / a));
    }

    /** The homogeneity index of ICRU report 83: (D2% - D98%) / D50%. */
    public OptionalDouble homogeneityIndex() {
        if (!isDefined() || doseToPercent(50).orElseThrow() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                (doseToPercent(2).orElseThrow() - doseToPercent(98).orElseThrow())
                        / doseToPercent(50).orElseThrow());
    }

    /**
     * The conformity index of a target (Paddick 2000): the square of the target's volume that gets
     * the prescribed dose, by the target's volume and by all the volume that gets it.
     *
     * @param isodoseVolume all the volume that gets the prescribed dose, as {@link
     *     DoseGrid#volumeOfAtLeast} tells it
     */
    public OptionalDouble conformityIndex(double prescribed, double isodoseVolume) {
        if (!isDefined() || !(isodoseVolume > 0)) {
            return OptionalDouble.empty();
        }
        double target = volumeOfAtLeast(prescribed);
        return OptionalDouble.of(target * target / (counted() * isodoseVolume));
    }

    /**
     * The cumulative histogram from 0 up to above the maximum; empty if no dose is defined.
     *
     * @param width the distance of its points in gray
     */
    public List<DVHPoint> cumulative(double width) {
        var points = new ArrayList<DVHPoint>();
        int count = points(width);
        for (int i = 0; i <= count; i++) {
            points.add(new DVHPoint(i * width, shareOfAtLeast(i * width).orElseThrow()));
        }
        return points;
    }

    /** The differential histogram, likewise: the share from each point's dose to the next's. */
    public List<DVHPoint> differential(double width) {
        var points = new ArrayList<DVHPoint>();
        var cumulative = cumulative(width);
        for (int i = 0; i + 1 < cumulative.size(); i++) {
            double share = cumulative.get(i).share() - cumulative.get(i + 1).share();
            points.add(new DVHPoint(cumulative.get(i).dose(), share));
        }
        return points;
    }

    private int points(double width) {
        double count = Math.floor(maximum().orElse(-1) / width) + 1;
        if (!(width > 0) || count > DoseHistogram.BINS) {
            throw new IllegalArgumentException("A histogram in steps of %s Gy".formatted(width));
        }
        return isDefined() ? (int) count : -1;
    }
}
