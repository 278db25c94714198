// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as programs read it (RFC 4180): a comma between cells, a point in numbers whatever the
 * terminal's language. What is not defined is an empty cell.
 */
final class CsvSink implements ResultSink {

    /** A semicolon is one to a spreadsheet in French. */
    private static final String SEPARATORS = ",;\"";

    private static final String FORMULA = "=+-@\t\r";

    private final PrintWriter out;

    CsvSink(PrintWriter out, List<String> columns) {
        this.out = out;
        out.println(columns.stream().map(CsvSink::quoted).collect(Collectors.joining(",")));
    }

    @Override
    public void row(List<Cell> cells) {
        out.println(cells.stream().map(CsvSink::cell).collect(Collectors.joining(",")));
    }

    private static String cell(Cell cell) {
        return switch (cell) {
            case Cell.Text(var text) -> quoted(text);
            case Cell.Foreign(var text) -> quoted(isFormula(text) ? "'" + text : text);
            case Cell.Numeral(var text) -> text;
            case Cell.Undefined() -> "";
        };
    }

    /** Behind an apostrophe it is text to a spreadsheet. */
    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(c -> SEPARATORS.indexOf(c) >= 0 || c < ' ');
        return isPlain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void picture(String caption, Picture picture) {
        // A table for programs has none.
    }

    @Override
    public void finish(boolean isWhole) {
        out.flush();
    }
}
