// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What stands above a table of results.
 *
 * @param command that made it
 * @param title for people
 * @param settings all that the numbers depend on, by the name of the option
 * @param summary the columns of the table on paper, those that a reader looks for first
 * @param hasCards whether every row is told whole on paper, below the table
 */
public record ReportHead(
        String command,
        String title,
        Map<String, String> settings,
        List<String> summary,
        boolean hasCards) {

    public ReportHead {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        summary = List.copyOf(summary);
    }

    /** Numbers with their unit as one setting. */
    public static String listed(List<Double> numbers, String unit) {
        return numbers.isEmpty()
                ? "none"
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " "
                        + unit;
    }
}
