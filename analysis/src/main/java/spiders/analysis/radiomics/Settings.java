// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.util.EnumSet;
import java.util.Set;

/**
 * How a region is prepared and which of its features are computed.
 *
 * @param interpolation to which grid, or to none
 * @param filter of the image after interpolation; re-segmentation sees what was before it
 * @param resegmentation which intensities stay in the intensity mask
 * @param discretisation to grey levels, for textures and the intensity histogram
 * @param histogram discretisation for the intensity-volume histogram
 * @param textures by slice, by volume or both
 * @param families which to compute
 * @param autocorrelation whether Moran's I and Geary's C are computed: they take as long as the
 *     rest
 */
public record Settings(
        Interpolation interpolation,
        ImageFilter filter,
        Resegmentation resegmentation,
        Discretisation discretisation,
        Discretisation histogram,
        Set<Texture> textures,
        Set<FeatureFamily> families,
        boolean autocorrelation) {

    public Settings {
        textures = Set.copyOf(textures);
        families = Set.copyOf(families);
    }

    /** Takes intensities as grey levels, on their own grid, by slice and by volume. */
    public static Settings asIs() {
        return new Settings(
                new Interpolation.None(),
                new ImageFilter.None(),
                Resegmentation.none(),
                new Discretisation.AsIs(),
                new Discretisation.AsIs(),
                EnumSet.allOf(Texture.class),
                EnumSet.allOf(FeatureFamily.class),
                true);
    }

    /** The same with another interpolation. */
    public Settings with(Interpolation other) {
        return new Settings(
                other,
                filter,
                resegmentation,
                discretisation,
                histogram,
                textures,
                families,
                autocorrelation);
    }

    /** The same with another filter. */
    public Settings with(ImageFilter other) {
        return new Settings(
                interpolation,
                other,
                resegmentation,
                discretisation,
                histogram,
                textures,
                families,
                autocorrelation);
    }

    /** The same with another re-segmentation. */
    public Settings with(Resegmentation other) {
        return new Settings(
                interpolation,
                filter,
                other,
                discretisation,
                histogram,
                textures,
                families,
                autocorrelation);
    }

    /** The same with other grey levels, of textures and of the intensity-volume histogram. */
    public Settings with(Discretisation levels, Discretisation ofHistogram) {
        return new Settings(
                interpolation,
                filter,
                resegmentation,
                levels,
                ofHistogram,
                textures,
                families,
                autocorrelation);
    }

    /** The same with textures by slice or by volume alone. */
    public Settings with(Texture only) {
        return new Settings(
                interpolation,
                filter,
                resegmentation,
                discretisation,
                histogram,
                Set.of(only),
                families,
                autocorrelation);
    }

    /** The same for some families only. */
    public Settings of(Set<FeatureFamily> some) {
        return new Settings(
                interpolation,
                filter,
                resegmentation,
                discretisation,
                histogram,
                textures,
                some,
                autocorrelation);
    }

    /** The same without Moran's I and Geary's C. */
    public Settings withoutAutocorrelation() {
        return new Settings(
                interpolation,
                filter,
                resegmentation,
                discretisation,
                histogram,
                textures,
                families,
                false);
    }

    /** Where neighbours are looked for. */
    public enum Texture {
        /** In the slice: 2D and 2.5D aggregations. */
        BY_SLICE,
        /** In space: 3D aggregations. */
        BY_VOLUME
    }
}
