// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.cli.Cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a command of {@code spiders analysis} ended, and the table that it printed. */
record TerminalTable(int code, String err, List<TerminalTable.Row> rows) {

    /** A line by the names of its columns. */
    record Row(Map<String, String> cells) {

        String get(String column) {
            return cells.getOrDefault(column, "no such column");
        }

        double number(String column) {
            return Double.parseDouble(get(column));
        }
    }

    static TerminalTable run(String command, Object first, Object... more) {
        var arguments = new ArrayList<>(List.of("analysis", command, first.toString()));
        for (var argument : more) {
            arguments.add(argument.toString());
        }
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                Cli.run(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        arguments.toArray(String[]::new));
        var lines = out.toString().lines().map(TerminalTable::cells).toList();
        var rows = new ArrayList<Row>();
        for (int i = 1; i < lines.size(); i++) {
            var cells = new LinkedHashMap<String, String>();
            for (int j = 0; j < lines.getFirst().size(); j++) {
                cells.put(lines.getFirst().get(j), lines.get(i).get(j));
            }
            rows.add(new Row(cells));
        }
        return new TerminalTable(code, err.toString(), rows);
    }

    /** Of a line whose quoted cells hold no quotes. */
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        for (var part : line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            cells.add(part.replace("\"", ""));
        }
        return cells;
    }

    /** The row whose first cells are these, but for the case and number of a column {@code n}. */
    Optional<Row> find(String... first) {
        return rows.stream()
                .filter(row ->
                        List.copyOf(row.cells.values())
                                .subList(0, first.length)
                                .equals(List.of(first)))
                .findFirst();
    }

    Row row(String... first) {
        return find(first)
                .orElseThrow(
                        () -> new AssertionError("no row %s; %s".formatted(List.of(first), err)));
    }
}
