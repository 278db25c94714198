// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import spiders.rcp.inbound.SheetException.Kind;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A table as spreadsheets save it (RFC 4180), in UTF-8 or Windows-1252, its cells separated by
 * semicolons, commas or tabs.
 *
 * @param header the cells of the first line that is not empty
 * @param separator between cells
 */
public record Sheet(List<String> header, List<Line> lines, char separator) {

    /** How many bytes a sheet may have. */
    public static final int MAX_BYTES = 700 * 1024;

    /** How many lines may follow the header. */
    public static final int MAX_LINES = 500;

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String SEPARATORS = ";,\t";

    /**
     * One line.
     *
     * @param number in the file, the first being 1: where a cell holds several lines, its first
     */
    public record Line(int number, List<String> cells) {

        public Line {
            cells = List.copyOf(cells);
        }

        /** The cell of a column; empty where the line is shorter. */
        String cell(int column) {
            return column < cells.size() ? cells.get(column).strip() : "";
        }

        /** Without the patient's data. */
        @Override
        public String toString() {
            return "Line[" + number + "]";
        }
    }

    public Sheet {
        header = List.copyOf(header);
        lines = List.copyOf(lines);
    }

    /** Reads a file; throws {@link SheetException} where it is no such table, or too large. */
    public static Sheet read(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new SheetException(Kind.TOO_LARGE, "");
        }
        var text = text(file);
        char separator = separator(text);
        var rows = new SheetCells(text, separator).rows(MAX_LINES + 1);
        if (rows.isEmpty()) {
            throw new SheetException(Kind.EMPTY, "");
        }
        return new Sheet(rows.getFirst().cells(), rows.subList(1, rows.size()), separator);
    }

    /** Strict UTF-8 first: text of Windows-1252 with accents is practically never that. */
    private static String text(byte[] file) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException _) {
            text = new String(file, WINDOWS);
        }
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (text.chars().anyMatch(Sheet::isForeign)) {
            throw new SheetException(Kind.NOT_TEXT, "");
        }
        return text;
    }

    private static boolean isForeign(int c) {
        boolean isLayout = c == '\t' || c == '\n' || c == '\r';
        return (!isLayout && Character.isISOControl(c)) || c == '\uFFFD' || c == '\uFFFE';
    }

    /** What the header has most of outside its quotation marks. */
    private static char separator(String text) {
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (char c : text.stripLeading().toCharArray()) {
            quoted ^= c == '"';
            if (!quoted && (c == '\n' || c == '\r')) {
                break;
            }
            int at = SEPARATORS.indexOf(c);
            if (!quoted && at >= 0) {
                counts[at]++;
            }
        }
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }

    /** Without the patients' data. */
    @Override
    public String toString() {
        return "Sheet[" + lines.size() + " lines]";
    }
}
