// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Computes the features of IBSI 1 of one region of one image.
 *
 * <p>Holds no state, and shares its families out on the common pool's threads; the order of values
 * and the values themselves do not depend on how many there are. Memory goes with the box around
 * the region, not with the image, and is bounded: see {@link RegionTooLargeException}.
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
        var parts = new ArrayList<Consumer<Values>>();
        if (families.contains(FeatureFamily.MORPHOLOGY)) {
            parts.add(values -> new Morphology(region).put(values));
            if (settings.autocorrelation()) {
                parts.add(values -> SpatialAutocorrelation.put(region, values));
            }
        }
        if (families.contains(FeatureFamily.LOCAL_INTENSITY)) {
            parts.add(values -> new LocalIntensity(wide).put(values));
        }
        if (families.contains(FeatureFamily.INTENSITY_STATISTICS)) {
            parts.add(values -> IntensityFeatures.putStatistics(region, values));
        }
        if (families.contains(FeatureFamily.INTENSITY_VOLUME_HISTOGRAM)) {
            parts.add(values -> VolumeHistogram.of(region, settings.histogram()).put(values));
        }
        if (needsLevels(families)) {
            addLevels(region, settings, parts);
        }
        return Values.of(parts);
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

    private static void addLevels(Region region, Settings settings, List<Consumer<Values>> parts) {
        var grid = LevelGrid.of(region, settings.discretisation());
        var families = settings.families();
        if (families.contains(FeatureFamily.INTENSITY_HISTOGRAM)) {
            parts.add(values -> IntensityFeatures.putHistogram(grid, values));
        }
        if (families.contains(FeatureFamily.GLCM)) {
            var matrices = new Cooccurrence(grid);
            add(settings, parts, matrices::putBySlice, matrices::putByVolume);
        }
        if (families.contains(FeatureFamily.GLRLM)) {
            var matrices = new RunLengths(grid);
            add(settings, parts, matrices::putBySlice, matrices::putByVolume);
        }
        if (families.contains(FeatureFamily.GLSZM) || families.contains(FeatureFamily.GLDZM)) {
            var zones = new Zones(grid, region.morphology, families);
            add(settings, parts, zones::putBySlice, zones::putByVolume);
        }
        if (families.contains(FeatureFamily.NGTDM)) {
            var matrices = new GreyToneDifference(grid);
            add(settings, parts, matrices::putBySlice, matrices::putByVolume);
        }
        if (families.contains(FeatureFamily.NGLDM)) {
            var matrices = new LevelDependence(grid);
            add(settings, parts, matrices::putBySlice, matrices::putByVolume);
        }
    }

    private static void add(
            Settings settings,
            List<Consumer<Values>> parts,
            Consumer<Values> bySlice,
            Consumer<Values> byVolume) {
        if (settings.textures().contains(Settings.Texture.BY_SLICE)) {
            parts.add(bySlice);
        }
        if (settings.textures().contains(Settings.Texture.BY_VOLUME)) {
            parts.add(byVolume);
        }
    }
}
