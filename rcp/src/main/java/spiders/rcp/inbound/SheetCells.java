// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import spiders.rcp.inbound.SheetException.Kind;

import java.util.ArrayList;
import java.util.List;

/** Splits text into lines and cells; a cell in quotation marks holds whatever it likes. */
final class SheetCells {

    private static final int MAX_COLUMNS = 64;
    private static final int MAX_CELL = 8000;

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    SheetCells(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** The lines that are not empty, at most so many. */
    List<Sheet.Line> rows(int most) {
        var rows = new ArrayList<Sheet.Line>();
        while (at < text.length()) {
            var row = row();
            if (row.cells().stream().allMatch(String::isBlank)) {
                continue;
            }
            if (rows.size() == most) {
                throw new SheetException(Kind.TOO_MANY_LINES, "");
            }
            rows.add(row);
        }
        return rows;
    }

    private Sheet.Line row() {
        int number = line;
        var cells = new ArrayList<String>();
        do {
            if (cells.size() == MAX_COLUMNS) {
                throw new SheetException(Kind.TOO_MANY_COLUMNS, String.valueOf(number));
            }
            cells.add(cell(number));
        } while (isNext(separator));
        endLine();
        return new Sheet.Line(number, cells);
    }

    private String cell(int number) {
        var cell = new StringBuilder();
        if (isNext('"')) {
            quoted(cell, number);
        }
        while (at < text.length() && !isEnd(text.charAt(at))) {
            append(cell, text.charAt(at++), number);
        }
        return cell.toString();
    }

    private void quoted(StringBuilder cell, int number) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && !isNext('"')) {
                return;
            }
            line += c == '\n' ? 1 : 0;
            append(cell, c, number);
        }
        throw new SheetException(Kind.OPEN_QUOTE, String.valueOf(number));
    }

    private static void append(StringBuilder cell, char c, int number) {
        if (cell.length() == MAX_CELL) {
            throw new SheetException(Kind.CELL_TOO_LONG, String.valueOf(number));
        }
        cell.append(c);
    }

    private boolean isEnd(char c) {
        return c == separator || c == '\n' || c == '\r';
    }

    private boolean isNext(char c) {
        boolean is = at < text.length() && text.charAt(at) == c;
        at += is ? 1 : 0;
        return is;
    }

    private void endLine() {
        boolean isReturn = isNext('\r');
        if (isNext('\n') || isReturn) {
            line++;
        }
    }
}
