// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import spiders.dicom.io.FileMeta;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One JSON object: command, program, settings, rows by the names of the columns, and whether all
 * that was asked for was computed. What is not defined is null.
 */
final class JsonSink implements ResultSink {

    private final PrintWriter out;
    private final List<String> columns;
    private boolean isFirst = true;

    JsonSink(PrintWriter out, ReportHead head, List<String> columns) {
        this.out = out;
        this.columns = columns;
        out.printf("{%n  \"command\": %s,%n", quoted(head.command()));
        out.printf("  \"program\": %s,%n", quoted(FileMeta.IMPLEMENTATION_VERSION_NAME));
        out.printf(
                "  \"settings\": {%s},%n  \"rows\": [",
                head.settings().entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    @Override
    public void row(List<Cell> cells) {
        var line = new StringBuilder(isFirst ? "" : ",").append(System.lineSeparator());
        isFirst = false;
        line.append("    {");
        for (int i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? "" : ", ").append(quoted(columns.get(i))).append(": ");
            line.append(value(cells.get(i)));
        }
        out.print(line.append('}'));
    }

    private static String value(Cell cell) {
        return switch (cell) {
            case Cell.Text(var text) -> quoted(text);
            case Cell.Foreign(var text) -> quoted(text);
            case Cell.Numeral(var text) -> text;
            case Cell.Undefined() -> "null";
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || (Character.isSurrogate(c) && !isPaired(text, i))) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Half a letter outside the basic plane has no bytes in UTF-8. */
    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    @Override
    public void picture(String caption, Picture picture) {
        // A table for programs has none.
    }

    @Override
    public void finish(boolean isWhole) {
        out.printf("%n  ],%n  \"complete\": %s%n}%n", isWhole);
        out.flush();
    }
}
