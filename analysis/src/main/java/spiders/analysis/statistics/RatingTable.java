// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import java.util.List;

/**
 * What each rater (column) said of each subject (row); complete, finite and immutable.
 *
 * <p>At least two subjects and two raters, at most {@value #MAX_CELLS} cells. A subject is what is
 * rated more than once: a structure of a patient, or a patient.
 */
public final class RatingTable {

    static final int MAX_CELLS = 4_000_000;

    private final double[][] cells;

    private RatingTable(double[][] cells) {
        this.cells = cells;
    }

    /**
     * Takes the rows in order, each with one value per rater.
     *
     * @throws UnusableSampleException where rows differ in length, a value is not finite, or the
     *     table is too small or too large
     */
    public static RatingTable of(List<? extends List<? extends Number>> rows) {
        if (rows.size() < 2) {
            throw new UnusableSampleException("fewer than two subjects", rows.size());
        }
        int raters = rows.getFirst().size();
        if (raters < 2) {
            throw new UnusableSampleException("fewer than two raters", raters);
        }
        if ((long) rows.size() * raters > MAX_CELLS) {
            throw new UnusableSampleException("table above the limit of cells", rows.size());
        }
        var cells = new double[rows.size()][];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Samples.finite(rows.get(i));
            if (cells[i].length != raters) {
                throw new UnusableSampleException("row " + i + " is incomplete", cells[i].length);
            }
        }
        return new RatingTable(cells);
    }

    /** How many rows. */
    public int subjects() {
        return cells.length;
    }

    /** How many columns. */
    public int raters() {
        return cells[0].length;
    }

    /** The value one rater gave one subject, both counted from 0. */
    public double value(int subject, int rater) {
        return cells[subject][rater];
    }

    double[] row(int subject) {
        return cells[subject].clone();
    }

    double[] column(int rater) {
        var column = new double[cells.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = cells[i][rater];
        }
        return column;
    }
}
