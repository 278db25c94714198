// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.radiomics.Region.Extent;
import spiders.analysis.radiomics.RegionTooLargeException.Bound;
import spiders.analysis.radiomics.UnusableRegionException.Reason;

/** Brings image and mask to the grid and the masks that features are computed of. */
final class Preparation {

    static final long MAX_REGION_VOXELS = 1L << 24;

    /** Reaches beyond the sphere of the local intensity peak, of radius 6.2 mm. */
    private static final double MARGIN_MM = 7;

    private final Volume image;
    private final Volume mask;
    private final Settings settings;

    Preparation(Volume image, Volume mask, Settings settings) {
        if (!image.hasGridOf(mask)) {
            throw new UnusableRegionException(Reason.GRIDS_DIFFER);
        }
        this.image = image;
        this.mask = mask;
        this.settings = settings;
    }

    Region region() {
        var box = MaskBox.of(mask);
        GridAxis x = axis(image.x(), box.x(), 0);
        GridAxis y = axis(image.y(), box.y(), 1);
        GridAxis z = axis(image.z(), box.z(), 2);
        RegionTooLargeException.require(
                Bound.REGION_VOXELS, (long) x.size() * y.size() * z.size(), MAX_REGION_VOXELS);
        var extent =
                new Extent(x.size(), y.size(), z.size(), x.spacing(), y.spacing(), z.spacing());
        var resampler = new Resampler(x, y, z);
        double[] fractions = resampler.linear(mask);
        var morphology = new boolean[fractions.length];
        for (int i = 0; i < morphology.length; i++) {
            // A fraction of one half computed with rounding must not fall out.
            morphology[i] = fractions[i] >= 0.5 - 1e-9;
        }
        double[] intensities = intensities(resampler);
        requireAny(morphology, Reason.EMPTY_MASK);
        boolean[] intensity = resegmented(intensities, morphology);
        requireAny(intensity, Reason.EMPTY_AFTER_RESEGMENTATION);
        if (settings.filter() instanceof ImageFilter.None) {
            return new Region(
                    extent, intensities, morphology, intensity, settings.resegmentation());
        }
        // Bounds of the image's intensities say nothing of the filter's responses.
        var responses =
                new Filtering(extent, Boundary.MIRROR).apply(settings.filter(), intensities);
        return new Region(extent, responses, morphology, intensity, Resegmentation.none());
    }

    /**
     * How many voxels beyond the mask an axis can be asked for, at most.
     *
     * @param dimension 0 for x, 1 for y, 2 for z
     */
    static int margin(Volume.Axis old, int dimension, Settings settings) {
        double spacing = spacing(old, dimension, settings);
        double margin = Math.max(MARGIN_MM, Filtering.reachMm(settings.filter(), spacing));
        double step = spacing / old.spacing();
        return (int) Math.ceil(Math.max(margin / old.spacing(), step) + 1 + step)
                + Resampler.SPLINE_REACH
                + 1;
    }

    private static double spacing(Volume.Axis old, int dimension, Settings settings) {
        return switch (settings.interpolation()) {
            case Interpolation.None() -> old.spacing();
            case Interpolation.InVolume in -> in.spacing();
            case Interpolation.InSlices in -> dimension == 2 ? old.spacing() : in.spacing();
        };
    }

    private GridAxis axis(Volume.Axis old, MaskBox.Range range, int dimension) {
        double spacing = spacing(old, dimension, settings);
        double margin = Math.max(MARGIN_MM, Filtering.reachMm(settings.filter(), spacing));
        return GridAxis.covering(old, spacing, range, margin);
    }

    private double[] intensities(Resampler resampler) {
        return switch (settings.interpolation()) {
            case Interpolation.None() -> resampler.linear(image);
            case Interpolation.InVolume in ->
                    intensities(resampler, in.method(), in.wholeIntensities());
            case Interpolation.InSlices in ->
                    intensities(resampler, in.method(), in.wholeIntensities());
        };
    }

    private double[] intensities(Resampler resampler, Interpolation.Method method, boolean whole) {
        double[] found =
                switch (method) {
                    case LINEAR -> resampler.linear(image);
                    case CUBIC_SPLINE -> resampler.cubic(image);
                };
        if (whole) {
            for (int i = 0; i < found.length; i++) {
                found[i] = Math.floor(found[i] + 0.5);
            }
        }
        return found;
    }

    private boolean[] resegmented(double[] intensities, boolean[] morphology) {
        var bounds = settings.resegmentation();
        var kept = new boolean[morphology.length];
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (int i = 0; i < kept.length; i++) {
            double value = intensities[i];
            kept[i] = morphology[i] && value >= bounds.low() && value <= bounds.high();
            if (kept[i]) {
                sum += value;
                squares += value * value;
                count++;
            }
        }
        if (Double.isInfinite(bounds.outlierSigmas()) || count == 0) {
            return kept;
        }
        double mean = sum / count;
        double reach =
                bounds.outlierSigmas() * Math.sqrt(Math.max(0, squares / count - mean * mean));
        for (int i = 0; i < kept.length; i++) {
            kept[i] &= Math.abs(intensities[i] - mean) <= reach;
        }
        return kept;
    }

    private static void requireAny(boolean[] mask, Reason reason) {
        for (boolean in : mask) {
            if (in) {
                return;
            }
        }
        throw new UnusableRegionException(reason);
    }
}
