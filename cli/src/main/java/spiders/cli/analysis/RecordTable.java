// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Rows of one kind, as CSV or as a JSON array of objects by column. A number that is not defined is
 * an empty cell, or null.
 */
final class RecordTable implements AutoCloseable {

    /** How rows are written. */
    enum Format {
        CSV,
        JSON
    }

    private final Format format;
    private final PrintWriter out;
    private final List<String> columns;
    private final CsvTable csv;
    private final List<String> cells = new ArrayList<>();
    private int rows;

    RecordTable(Format format, PrintWriter out, List<String> columns) {
        this.format = format;
        this.out = out;
        this.columns = List.copyOf(columns);
        var target = format == Format.CSV ? out : new PrintWriter(Writer.nullWriter());
        csv = new CsvTable(target, columns);
    }

    RecordTable text(String text) {
        if (format == Format.CSV) {
            csv.foreign(text);
        } else {
            cells.add(quoted(text));
        }
        return this;
    }

    RecordTable number(double number) {
        if (format == Format.CSV) {
            csv.number(number);
        } else {
            cells.add(
                    Double.isFinite(number) ? String.format(Locale.ROOT, "%.4f", number) : "null");
        }
        return this;
    }

    RecordTable number(OptionalDouble number) {
        return number(number.orElse(Double.NaN));
    }

    RecordTable whole(long number) {
        if (format == Format.CSV) {
            csv.text(String.valueOf(number));
        } else {
            cells.add(String.valueOf(number));
        }
        return this;
    }

    void end() {
        rows++;
        if (format == Format.CSV) {
            csv.end();
            return;
        }
        var members = new ArrayList<String>();
        for (int i = 0; i < cells.size(); i++) {
            members.add("\"%s\": %s".formatted(columns.get(i), cells.get(i)));
        }
        out.print(rows == 1 ? "[\n" : ",\n");
        out.print("  {" + String.join(", ", members) + "}");
        cells.clear();
    }

    /** Ends the array. */
    @Override
    public void close() {
        if (format == Format.JSON) {
            out.println(rows == 0 ? "[]" : "\n]");
        }
        out.flush();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
