// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Computes the features of IBSI 1 of one region of one image.
 *
 * <p>Holds no state and takes one thread. Memory goes with the box around the region, not with the
 * image, and is bounded: see {@link RegionTooLargeException}.
 */
public final class RadiomicsComputation {

    /** Of the method: numbers of different versions are not to be pooled. */
    public static final String VERSION = "IBSI 1 and 2, 1";

    private RadiomicsComputation() {}

    /**
     * Prepares image and mask and returns every value that the settings ask for.
     *
     * @param image intensities, on whichever scale the settings are meant for (HU, SUV)
     * @param mask on the same grid: share of each voxel in the region, 0 to 1; half counts as in
     * @param settings preparation, families and aggregations
     * @throws UnusableRegionException where nothing is left to compute of
     * @throws RegionTooLargeException where region or grey levels exceed what is allowed
     */
    public static List<FeatureValue> values(Volume image, Volume mask, Settings settings) {
        var wide = new Preparation(image, mask, settings).region();
        var region = wide.tight();
        var families = settings.families();
        var values = new Values();
        if (families.contains(FeatureFamily.MORPHOLOGY)) {
            new Morphology(region).put(values);
            if (settings.autocorrelation()) {
                SpatialAutocorrelation.put(region, values);
            }
        }
        if (families.contains(FeatureFamily.LOCAL_INTENSITY)) {
            new LocalIntensity(wide).put(values);
        }
        if (families.contains(FeatureFamily.INTENSITY_STATISTICS)) {
            IntensityFeatures.putStatistics(region, values);
        }
        if (families.contains(FeatureFamily.INTENSITY_VOLUME_HISTOGRAM)) {
            VolumeHistogram.of(region, settings.histogram()).put(values);
        }
        if (needsLevels(families)) {
            putLevels(region, settings, values);
        }
        return values.list();
    }

    private static boolean needsLevels(Set<FeatureFamily> families) {
        return families.stream()
                .anyMatch(family ->
                        switch (family) {
                            case MORPHOLOGY,
                                    LOCAL_INTENSITY,
                                    INTENSITY_STATISTICS,
                                    INTENSITY_VOLUME_HISTOGRAM ->
                                    false;
                            case INTENSITY_HISTOGRAM, GLCM, GLRLM, GLSZM, GLDZM, NGTDM, NGLDM ->
                                    true;
                        });
    }

    private static void putLevels(Region region, Settings settings, Values values) {
        var grid = LevelGrid.of(region, settings.discretisation());
        var families = settings.families();
        if (families.contains(FeatureFamily.INTENSITY_HISTOGRAM)) {
            IntensityFeatures.putHistogram(grid, values);
        }
        if (families.contains(FeatureFamily.GLCM)) {
            var matrices = new Cooccurrence(grid);
            each(settings, values, matrices::putBySlice, matrices::putByVolume);
        }
        if (families.contains(FeatureFamily.GLRLM)) {
            var matrices = new RunLengths(grid);
            each(settings, values, matrices::putBySlice, matrices::putByVolume);
        }
        if (families.contains(FeatureFamily.GLSZM) || families.contains(FeatureFamily.GLDZM)) {
            var zones = new Zones(grid, region.morphology, families);
            each(settings, values, zones::putBySlice, zones::putByVolume);
        }
        if (families.contains(FeatureFamily.NGTDM)) {
            var matrices = new GreyToneDifference(grid);
            each(settings, values, matrices::putBySlice, matrices::putByVolume);
        }
        if (families.contains(FeatureFamily.NGLDM)) {
            var matrices = new LevelDependence(grid);
            each(settings, values, matrices::putBySlice, matrices::putByVolume);
        }
    }

    private static void each(
            Settings settings, Values values, Consumer<Values> bySlice, Consumer<Values> byVolume) {
        if (settings.textures().contains(Settings.Texture.BY_SLICE)) {
            bySlice.accept(values);
        }
        if (settings.textures().contains(Settings.Texture.BY_VOLUME)) {
            byVolume.accept(values);
        }
    }
}
