// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.monitoring.Limit;
import spiders.analysis.monitoring.Measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Limits as they are typed, {@code ROI:MEASURE:LEAST..MOST}, where either end may be left out; and
 * a file of them, one a line.
 */
final class LimitText {

    private static final long MOST_BYTES = 1_000_000;
    private static final String DRIFT = "drift-";

    private static final Map<String, Measure> MEASURES = new LinkedHashMap<>();

    static {
        MEASURES.put("volume-change", Measure.Shape.VOLUME_CHANGE_PERCENT);
        MEASURES.put("dice", Measure.Shape.DICE);
        MEASURES.put("centroid-shift", Measure.Shape.CENTROID_SHIFT);
        MEASURES.put("surface-distance", Measure.Shape.MEAN_SURFACE_DISTANCE);
        MEASURES.put("mean-dose", Measure.Dose.MEAN);
        MEASURES.put("d95", Measure.Dose.D95);
        MEASURES.put("outside-grid", Measure.Dose.OUTSIDE_GRID);
    }

    private static final Pattern LIMIT =
            Pattern.compile(
                    "(?<roi>.+):(?<drift>drift-)?(?<measure>[a-z][a-z0-9-]*|v[0-9.]+)"
                            + ":(?<least>-?[0-9.]*?)\\.\\.(?<most>-?[0-9.]*)");

    private static final Pattern SHARE = Pattern.compile("v([0-9]+(?:\\.[0-9]+)?)");

    private LimitText() {}

    /** Of a line of the terminal. */
    static Limit parse(String text) {
        var match = LIMIT.matcher(text.strip());
        if (!match.matches()) {
            throw refused(text, "it is not ROI:MEASURE:LEAST..MOST");
        }
        try {
            return new Limit(
                    match.group("roi").strip(),
                    measure(match.group("measure")),
                    end(match.group("least"), Double.NEGATIVE_INFINITY),
                    end(match.group("most"), Double.POSITIVE_INFINITY),
                    match.group("drift") != null);
        } catch (IllegalArgumentException e) {
            throw refused(text, String.valueOf(e.getMessage()));
        }
    }

    private static double end(String text, double open) {
        return text.isEmpty() ? open : Double.parseDouble(text);
    }

    private static Measure measure(String name) {
        var known = MEASURES.get(name);
        if (known != null) {
            return known;
        }
        var share = SHARE.matcher(name);
        if (share.matches()) {
            return new Measure.ShareOfDose(Double.parseDouble(share.group(1)));
        }
        throw new IllegalArgumentException(
                "there is no measure %s, but: %s, v20 for 20 Gy, each with drift- for its change"
                        .formatted(name, String.join(", ", MEASURES.keySet())));
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("Limit \"%s\": %s".formatted(text.strip(), why));
    }

    /** Of a file; empty lines and what begins with a hash are left out. */
    static List<Limit> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException(file + ": too large for limits");
        }
        var limits = new ArrayList<Limit>();
        for (var line : Files.readString(file).lines().toList()) {
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                limits.add(parse(line));
            }
        }
        return limits;
    }

    /** A measure as it is typed. */
    static String name(Limit limit) {
        return (limit.isDrift() ? DRIFT : "") + name(limit.measure());
    }

    static String name(Measure measure) {
        if (measure instanceof Measure.ShareOfDose(double gray)) {
            return "v" + gray;
        }
        return MEASURES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(measure))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Those that need no dose to be told; then the doses, and shares at these. */
    static List<Measure> all(List<Double> gray) {
        var all = new ArrayList<>(MEASURES.values());
        gray.forEach(one -> all.add(new Measure.ShareOfDose(one)));
        return all;
    }
}
