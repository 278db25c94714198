// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;

/** Four raters' figures, and what scipy and statsmodels say of them. */
final class ReferenceStudy {

    static final List<String> RATERS = List.of("alpha", "beta", "gamma", "delta");

    private static final Pattern COMMA = Pattern.compile(",");

    private final Properties expected = new Properties();

    ReferenceStudy() {
        try (var in = open("expected.properties")) {
            expected.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double expected(String key) {
        return Double.parseDouble(Objects.requireNonNull(expected.getProperty(key), key));
    }

    List<List<Double>> rows(String name) {
        try (var in = open(name + ".csv")) {
            var rows = new ArrayList<List<Double>>();
            for (var line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (!line.startsWith("alpha")) {
                    rows.add(COMMA.splitAsStream(line).map(Double::valueOf).toList());
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RatingTable table(String name) {
        return RatingTable.of(rows(name));
    }

    List<Double> column(String name, int rater) {
        return rows(name).stream().map(row -> row.get(rater)).toList();
    }

    List<List<Integer>> categories(String name) {
        return rows(name).stream().map(row -> row.stream().map(Double::intValue).toList()).toList();
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(ReferenceStudy.class.getResourceAsStream(name), name);
    }
}
