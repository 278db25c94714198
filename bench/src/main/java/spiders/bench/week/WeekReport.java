// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import spiders.bench.store.WeekRows;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of a week, as a document can take them. */
record WeekReport(WeekResult result) {

    private static final double MEGA = 1e6;

    void print(PrintStream out) {
        out.println();
        out.println("| what | figure |");
        out.println("|---|---|");
        rows().forEach((what, figure) -> out.printf("| %s | %s |%n", what, figure));
        out.println();
        result.fates()
                .getOrDefault(WeekResult.Fate.NEITHER, List.of())
                .forEach(sample ->
                        out.printf(
                                "Neither ready nor alerted: %s, %s%n",
                                sample.planned(),
                                sample.standing().map(one -> one.readiness().state())));
        result.unfinished().forEach(one -> out.println("Not ended: " + one));
        result.differences().forEach(one -> out.println("Differs: " + one));
    }

    private Map<String, String> rows() {
        var rows = new LinkedHashMap<String, String>();
        addCases(rows);
        addObjects(rows);
        addForecasts(rows);
        addCosts(rows);
        return rows;
    }

    private void addCases(Map<String, String> rows) {
        var fates = result.fates();
        for (var fate : WeekResult.Fate.values()) {
            int count = fates.getOrDefault(fate, List.of()).size();
            rows.put(said(fate), "%d of %d".formatted(count, result.cases()));
        }
        rows.put("cases alerted, by kind", joined(result.kinds()));
        rows.put(
                "hours from the first alert to the session, least / median",
                least(result.warnings()) + " / " + quantile(numbers(result.warnings()), 0.5));
    }

    private static String said(WeekResult.Fate fate) {
        return switch (fate) {
            case READY -> "ready an hour before the session";
            case ALERTED -> "alerted an hour before or earlier";
            case READY_IN_THE_LAST_HOUR -> "neither an hour before, ready at the session";
            case ALERTED_IN_THE_LAST_HOUR -> "neither an hour before, alerted before the session";
            case NEITHER -> "neither ready nor alerted";
        };
    }

    private void addObjects(Map<String, String> rows) {
        int objects = result.rows().objects();
        double scale = result.scale().bytes();
        rows.put("objects brought", Integer.toString(objects));
        rows.put(
                "bytes brought, and what they stand for",
                "%s MB, × %.0f = %s GB"
                        .formatted(
                                decimal(result.rows().bytes() / MEGA),
                                scale,
                                decimal(result.rows().bytes() * scale / MEGA / 1000)));
        rows.put("objects fetched twice", Integer.toString(result.twice()));
        rows.put(
                "objects sent again after a break, by source",
                joined(
                        result.sentAgain().entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                one -> one.getKey().id(),
                                                Map.Entry::getValue,
                                                (a, _) -> a,
                                                LinkedHashMap::new))));
        rows.put("transfers for people of no case", Integer.toString(result.strangers()));
        rows.put("objects or studies that differ", "" + result.differences().size());
        var byState =
                result.transfers().stream()
                        .collect(
                                Collectors.groupingBy(
                                        WeekRows.Ended::state, Collectors.summingInt(_ -> 1)));
        rows.put("transfers, by end", joined(byState));
        rows.put(
                "attempts beyond the first",
                Integer.toString(
                        result.transfers().stream()
                                .mapToInt(one -> Math.max(0, one.attempts() - 1))
                                .sum()));
    }

    private void addForecasts(Map<String, String> rows) {
        var signed = result.forecastErrors();
        var absolute = Arrays.stream(signed).map(Math::abs).toArray();
        rows.put(
                "first forecast against the real end, minutes off, median / p90",
                quantile(absolute, 0.5) + " / " + quantile(absolute, 0.9));
        rows.put(
                "the same with its sign (later is positive), p10 / median / p90",
                "%s / %s / %s"
                        .formatted(
                                quantile(signed, 0.1),
                                quantile(signed, 0.5),
                                quantile(signed, 0.9)));
        rows.put("transfers forecast and verified", Integer.toString(signed.length));
    }

    private void addCosts(Map<String, String> rows) {
        rows.put(
                "searches for a case, on average",
                decimal((double) result.rows().searches() / result.cases()));
        rows.put("C-FIND requests, all sources", Integer.toString(result.questions()));
        rows.put("statements for a case of the week's page", decimal(result.queriesOfWeek()));
        var looks = numbers(result.looks());
        rows.put(
                "looks at all cases, and ms of the machine for one, median / most",
                "%d, %s / %s".formatted(looks.length, quantile(looks, 0.5), quantile(looks, 1)));
    }

    private static String joined(Map<?, Integer> counts) {
        return counts.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String least(List<Double> values) {
        return quantile(numbers(values), 0);
    }

    private static String quantile(double[] values, double part) {
        if (values.length == 0) {
            return "–";
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        return decimal(sorted[(int) Math.round(part * (sorted.length - 1))]);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
