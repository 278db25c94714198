// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table as programs read it (RFC 4180): a comma between cells, a point in numbers whatever the
 * terminal's language. What is not defined is an empty cell.
 */
final class CsvTable {

    private static final String FORMULA = "=+-@\t\r";

    private final PrintWriter out;
    private final List<String> cells = new ArrayList<>();

    CsvTable(PrintWriter out, List<String> columns) {
        this.out = out;
        columns.forEach(this::text);
        end();
    }

    CsvTable text(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        cells.add(isPlain ? text : "\"" + text.replace("\"", "\"\"") + "\"");
        return this;
    }

    /**
     * Text from a file: where a spreadsheet would take it for a formula, behind an apostrophe,
     * which makes it text there.
     */
    CsvTable foreign(String text) {
        boolean isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return text(isFormula ? "'" + text : text);
    }

    CsvTable number(double number) {
        return text(Double.isFinite(number) ? String.format(Locale.ROOT, "%.4f", number) : "");
    }

    void end() {
        out.println(String.join(",", cells));
        cells.clear();
    }
}
