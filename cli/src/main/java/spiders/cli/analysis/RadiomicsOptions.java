// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

import spiders.analysis.radiomics.Discretisation;
import spiders.analysis.radiomics.FeatureFamily;
import spiders.analysis.radiomics.Interpolation;
import spiders.analysis.radiomics.Resegmentation;
import spiders.analysis.radiomics.Settings;
import spiders.analysis.radiomics.Settings.Texture;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What features depend on, as options; each may stand in a settings file too, by its name. */
final class RadiomicsOptions {

    private static final String NONE = "none";

    @Option(
            names = "--interpolation",
            description = "New grid: none, volume or slices (${DEFAULT-VALUE}).",
            defaultValue = NONE)
    private String interpolation = NONE;

    @Option(
            names = "--spacing",
            paramLabel = "MM",
            description = "Of the new grid (${DEFAULT-VALUE}).",
            defaultValue = "1")
    private double spacing = 1;

    @Option(
            names = "--method",
            description = "Of intensities: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).",
            defaultValue = "LINEAR")
    private Interpolation.Method method = Interpolation.Method.LINEAR;

    @Option(
            names = "--rounding",
            arity = "1",
            paramLabel = "true|false",
            description = "Whole intensities after interpolation, as for CT (${DEFAULT-VALUE}).",
            defaultValue = "false")
    private boolean rounding;

    @Option(
            names = "--range",
            paramLabel = "LOW..HIGH",
            description = "Intensities that stay, either may be left out: -1000..400; none.",
            defaultValue = NONE)
    private String range = NONE;

    @Option(
            names = "--outliers",
            paramLabel = "SIGMAS",
            description = "Intensities farther from the mean go; none.",
            defaultValue = NONE)
    private String outliers = NONE;

    @Option(
            names = "--levels",
            description = "Grey levels: as-is, width:25 or number:32 (${DEFAULT-VALUE}).",
            defaultValue = "number:32")
    private String levels = "number:32";

    @Option(
            names = "--ivh-levels",
            description = "Those of the intensity-volume histogram (${DEFAULT-VALUE}).",
            defaultValue = "as-is")
    private String histogramLevels = "as-is";

    @Option(
            names = "--textures",
            split = ",",
            description = "Any of ${COMPLETION-CANDIDATES}; both.",
            defaultValue = "BY_SLICE,BY_VOLUME")
    private List<Texture> textures = new ArrayList<>(EnumSet.allOf(Texture.class));

    @Option(
            names = "--families",
            split = ",",
            description = "Any of ${COMPLETION-CANDIDATES}; all.",
            defaultValue =
                    "MORPHOLOGY,LOCAL_INTENSITY,INTENSITY_STATISTICS,INTENSITY_HISTOGRAM,"
                            + "INTENSITY_VOLUME_HISTOGRAM,GLCM,GLRLM,GLSZM,GLDZM,NGTDM,NGLDM")
    private List<FeatureFamily> families = new ArrayList<>(EnumSet.allOf(FeatureFamily.class));

    @Option(
            names = "--autocorrelation",
            arity = "1",
            paramLabel = "true|false",
            description = "Moran's I and Geary's C too (${DEFAULT-VALUE}).",
            defaultValue = "true")
    private boolean autocorrelation = true;

    @Option(
            names = "--filter",
            description = FilterText.FORMS + " (${DEFAULT-VALUE}).",
            defaultValue = NONE)
    private String filter = NONE;

    @Option(
            names = "--filter-space",
            description = "Where it works: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).",
            defaultValue = "BY_VOLUME")
    private Texture filterSpace = Texture.BY_VOLUME;

    /** The options of a file, and above them those that were typed. */
    static RadiomicsOptions of(Map<String, String> file, CommandSpec typed) {
        var options = new RadiomicsOptions();
        var line = new CommandLine(CommandSpec.forAnnotatedObject(options));
        line.setCaseInsensitiveEnumValuesAllowed(true).setOverwrittenOptionsAllowed(true);
        var merged = new LinkedHashMap<String, String>();
        for (var entry : file.entrySet()) {
            if (!line.getCommandSpec().optionsMap().containsKey("--" + entry.getKey())) {
                throw new IllegalArgumentException(
                        "Settings: there is no option --" + entry.getKey());
            }
            merged.put("--" + entry.getKey(), entry.getValue());
        }
        for (var option : typed.commandLine().getParseResult().matchedOptions()) {
            if (line.getCommandSpec().optionsMap().containsKey(option.longestName())) {
                merged.put(option.longestName(), String.join(",", option.originalStringValues()));
            }
        }
        try {
            line.parseArgs(
                    merged.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw new IllegalArgumentException("Settings: " + e.getMessage(), e);
        }
        return options;
    }

    /**
     * The settings that they are.
     *
     * @throws IllegalArgumentException if one makes no sense
     */
    Settings settings() {
        return new Settings(
                grid(),
                FilterText.parse(filter, filterSpace),
                resegmentation(),
                discretisation(levels),
                discretisation(histogramLevels),
                Set.copyOf(textures),
                Set.copyOf(families),
                autocorrelation);
    }

    /** All of them by name, as a settings file takes them. */
    Map<String, String> told() {
        var told = new LinkedHashMap<String, String>();
        told.put("interpolation", interpolation);
        told.put("spacing", Double.toString(spacing));
        told.put("method", method.name());
        told.put("rounding", Boolean.toString(rounding));
        told.put("range", range);
        told.put("outliers", outliers);
        told.put("levels", levels);
        told.put("ivh-levels", histogramLevels);
        told.put("textures", String.join(",", textures.stream().map(Enum::name).toList()));
        told.put("families", String.join(",", families.stream().map(Enum::name).toList()));
        told.put("autocorrelation", Boolean.toString(autocorrelation));
        told.put("filter", filter);
        told.put("filter-space", filterSpace.name());
        return told;
    }

    private Interpolation grid() {
        return switch (interpolation.toLowerCase(Locale.ROOT)) {
            case NONE -> new Interpolation.None();
            case "volume" -> new Interpolation.InVolume(spacing, method, rounding);
            case "slices" -> new Interpolation.InSlices(spacing, method, rounding);
            default ->
                    throw new IllegalArgumentException(
                            "Interpolation is none, volume or slices, not " + interpolation);
        };
    }

    private Resegmentation resegmentation() {
        double sigmas = outliers.equals(NONE) ? Double.POSITIVE_INFINITY : number(outliers);
        if (range.equals(NONE)) {
            return Resegmentation.none().withinSigmas(sigmas);
        }
        int dots = range.indexOf("..");
        if (dots < 0) {
            throw new IllegalArgumentException("A range is LOW..HIGH, not " + range);
        }
        var low = range.substring(0, dots);
        var high = range.substring(dots + 2);
        return new Resegmentation(
                low.isEmpty() ? Double.NEGATIVE_INFINITY : number(low),
                high.isEmpty() ? Double.POSITIVE_INFINITY : number(high),
                sigmas);
    }

    private static Discretisation discretisation(String text) {
        if (text.equals("as-is")) {
            return new Discretisation.AsIs();
        }
        if (text.startsWith("width:")) {
            return new Discretisation.FixedBinSize(number(text.substring("width:".length())));
        }
        if (text.startsWith("number:")) {
            return new Discretisation.FixedBinNumber(
                    (int) number(text.substring("number:".length())));
        }
        throw new IllegalArgumentException("Levels are as-is, width:W or number:N, not " + text);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"%s\" is no number".formatted(text), e);
        }
    }
}
