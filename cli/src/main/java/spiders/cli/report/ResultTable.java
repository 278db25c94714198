// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A table that is filled cell by cell, row by row, and closed: else no file appears. */
public final class ResultTable implements AutoCloseable {

    private final ResultSink sink;
    private final OutputFile file;
    private final int columns;
    private final List<Cell> cells = new ArrayList<>();

    ResultTable(ResultSink sink, OutputFile file, int columns) {
        this.sink = sink;
        this.file = file;
        this.columns = columns;
    }

    /** Words of ours. */
    public ResultTable text(String text) {
        cells.add(new Cell.Text(text));
        return this;
    }

    /** Words of a file, which a spreadsheet must not take for a formula. */
    public ResultTable foreign(String text) {
        cells.add(new Cell.Foreign(text));
        return this;
    }

    /** A number to four decimals; one that is none is not defined. */
    public ResultTable number(double number) {
        cells.add(
                Double.isFinite(number)
                        ? new Cell.Numeral(String.format(Locale.ROOT, "%.4f", number))
                        : new Cell.Undefined());
        return this;
    }

    /** A number to four decimals, or nothing. */
    public ResultTable number(OptionalDouble number) {
        return number(number.orElse(Double.NaN));
    }

    /** A whole number. */
    public ResultTable whole(long number) {
        cells.add(new Cell.Numeral(Long.toString(number)));
        return this;
    }

    /** A number to all its digits; one that is none is not defined. */
    public ResultTable exact(double number) {
        cells.add(
                Double.isFinite(number)
                        ? new Cell.Numeral(Double.toString(number))
                        : new Cell.Undefined());
        return this;
    }

    /**
     * A number to six significant digits, as a small p value needs; one that is none is not
     * defined.
     */
    public ResultTable significant(double number) {
        cells.add(
                Double.isFinite(number)
                        ? new Cell.Numeral(String.format(Locale.ROOT, "%.6g", number))
                        : new Cell.Undefined());
        return this;
    }

    /** Cells that are not defined. */
    public ResultTable blanks(int count) {
        for (int i = 0; i < count; i++) {
            cells.add(new Cell.Undefined());
        }
        return this;
    }

    /** Ends the row. */
    public void end() throws IOException {
        if (cells.size() != columns) {
            throw new IllegalStateException(
                    "%d cells in a row of %d".formatted(cells.size(), columns));
        }
        sink.row(List.copyOf(cells));
        cells.clear();
    }

    /** A drawing for paper; nothing elsewhere. */
    public void picture(String caption, Picture picture) {
        sink.picture(caption, picture);
    }

    /**
     * Nothing follows; the file takes its name.
     *
     * @param isWhole whether all that was asked for was computed
     */
    public void finish(boolean isWhole) throws IOException {
        sink.finish(isWhole);
        file.keep();
    }

    /** Of what was not finished nothing is left. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
