// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.radiomics.ImageFilter;
import spiders.analysis.radiomics.LawsKernel;
import spiders.analysis.radiomics.Settings.Texture;
import spiders.analysis.radiomics.WaveletBand;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A filter as it is typed: {@code NAME:PARAMETER:...}. */
final class FilterText {

    static final String FORMS =
            "none, mean:SUPPORT, log:SIGMA_MM, laws:E5-L5-S5:ENERGY_DISTANCE,"
                    + " gabor:SIGMA_MM:WAVELENGTH_MM:GAMMA:ORIENTATIONS, wavelet:LHL:invariant"
                    + " or wavelet:LHL:plain (Daubechies 2, first level)";

    private FilterText() {}

    /**
     * The filter of a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ImageFilter parse(String text, Texture space) {
        var parts = text.toLowerCase(Locale.ROOT).split(":", -1);
        try {
            return switch (parts[0]) {
                case "none" -> of(parts, 1, new ImageFilter.None());
                case "mean" ->
                        of(parts, 2, new ImageFilter.Mean(Integer.parseInt(parts[1]), space));
                case "log" ->
                        of(parts, 2, new ImageFilter.LaplacianOfGaussian(real(parts, 1), space));
                case "laws" ->
                        of(
                                parts,
                                3,
                                new ImageFilter.Laws(
                                        kernels(parts[1]), Integer.parseInt(parts[2])));
                case "gabor" ->
                        of(
                                parts,
                                5,
                                new ImageFilter.Gabor(
                                        real(parts, 1),
                                        real(parts, 2),
                                        real(parts, 3),
                                        Integer.parseInt(parts[4]),
                                        space));
                case "wavelet" ->
                        of(parts, 3, new ImageFilter.Wavelet(bands(parts[1]), pooled(parts[2])));
                default -> throw new IllegalArgumentException("no such filter");
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "Filter \"%s\": %s; one of %s".formatted(text, e.getMessage(), FORMS), e);
        }
    }

    private static ImageFilter of(String[] parts, int count, ImageFilter filter) {
        if (parts.length != count) {
            throw new IllegalArgumentException(
                    "%d parts instead of %d".formatted(parts.length, count));
        }
        return filter;
    }

    private static double real(String[] parts, int at) {
        return Double.parseDouble(parts[at]);
    }

    private static List<LawsKernel> kernels(String text) {
        return Arrays.stream(text.toUpperCase(Locale.ROOT).split("-", -1))
                .map(LawsKernel::valueOf)
                .toList();
    }

    private static List<WaveletBand> bands(String text) {
        return text.chars().mapToObj(FilterText::band).toList();
    }

    private static WaveletBand band(int letter) {
        return switch (letter) {
            case 'l' -> WaveletBand.LOW;
            case 'h' -> WaveletBand.HIGH;
            default -> throw new IllegalArgumentException("bands are L and H");
        };
    }

    private static boolean pooled(String text) {
        return switch (text) {
            case "invariant" -> true;
            case "plain" -> false;
            default -> throw new IllegalArgumentException("invariant or plain");
        };
    }
}
