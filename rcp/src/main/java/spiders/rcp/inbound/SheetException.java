// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

/** A sheet that cannot be read as a table of cases; nothing of it is taken. */
public final class SheetException extends RuntimeException {

    /** What is wrong with it. */
    public enum Kind {
        EMPTY,
        TOO_LARGE,
        TOO_MANY_LINES,
        /** Neither UTF-8 nor Windows-1252: it holds characters that no text has. */
        NOT_TEXT,
        OPEN_QUOTE,
        TOO_MANY_COLUMNS,
        CELL_TOO_LONG,
        /** A column that every case needs is not there. */
        COLUMN_MISSING,
        /** Two columns have names of the same meaning. */
        COLUMN_TWICE
    }

    private final Kind kind;
    private final String where;

    SheetException(Kind kind, String where) {
        super(kind + " " + where);
        this.kind = kind;
        this.where = where;
    }

    public Kind kind() {
        return kind;
    }

    /** The line's number, or the column's name in the sheet's template; empty for the whole. */
    public String where() {
        return where;
    }
}
