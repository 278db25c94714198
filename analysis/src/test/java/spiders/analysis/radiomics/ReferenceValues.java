// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/** The reference values of IBSI 1 and the rule by which a value passes. */
final class ReferenceValues {

    private static final Pattern COMMA = Pattern.compile(",");

    private ReferenceValues() {}

    record Reference(
            String configuration,
            Feature feature,
            Aggregation aggregation,
            double value,
            double tolerance,
            String consensus) {

        /** Three significant digits, then within the tolerance (0 is exact). */
        boolean accepts(double computed) {
            double rounded = new BigDecimal(computed).round(new MathContext(3)).doubleValue();
            return Math.abs(rounded - value) <= tolerance + 1e-9 * Math.abs(value);
        }
    }

    /** What was found for a reference; fails where nothing was. */
    static double found(List<FeatureValue> values, Reference reference) {
        for (var value : values) {
            if (value instanceof FeatureValue.Defined(var feature, var aggregation, double number)
                    && feature == reference.feature()
                    && aggregation == reference.aggregation()) {
                return number;
            }
        }
        throw new AssertionError(reference + " was not computed");
    }

    static List<Reference> of(String configuration) {
        return of("reference_values.csv", configuration);
    }

    static List<Reference> of(String file, String configuration) {
        return read(file).stream()
                .filter(reference -> reference.configuration.equals(configuration))
                .toList();
    }

    private static List<Reference> read(String name) {
        try (var in = ReferenceValues.class.getResourceAsStream(name)) {
            var text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            var references = new ArrayList<Reference>();
            for (var line : text.lines().toList()) {
                List<String> f = COMMA.splitAsStream(line).toList();
                references.add(
                        new Reference(
                                f.get(0),
                                Feature.valueOf(f.get(1).toUpperCase(Locale.ROOT)),
                                Aggregation.valueOf(f.get(2)),
                                Double.parseDouble(f.get(3)),
                                Double.parseDouble(f.get(4)),
                                f.get(5)));
            }
            return references;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
