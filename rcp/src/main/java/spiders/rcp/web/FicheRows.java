// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.fiche.Decision;
import spiders.rcp.fiche.FicheContent;
import spiders.rcp.fiche.Strategy;
import spiders.rcp.fiche.Tumour;
import spiders.web.Form;

import java.util.function.IntPredicate;

/** How many rows the tables of a fiche's form show: those that are written, and blank ones. */
public final class FicheRows {

    private static final int BLANK = 1;
    private static final int FEWEST_TREATMENTS = 2;

    private FicheRows() {}

    /** Rows of tumours. */
    public static int tumours(Form form) {
        return rows(FicheContent.MOST_TUMOURS, row -> isTumour(form, row));
    }

    /** Rows of treatments of the past. */
    public static int pastTreatments(Form form) {
        return rows(FicheContent.MOST_TREATMENTS, row -> isPastTreatment(form, row));
    }

    /** Tables of strategies. */
    public static int strategies(Form form) {
        return rows(Decision.MOST_STRATEGIES, table -> written(form, table) > 0);
    }

    /** Up to the last that is written, and a blank one. */
    private static int rows(int most, IntPredicate isWritten) {
        int rows = 0;
        for (int row = 0; row < most; row++) {
            rows = isWritten.test(row) ? row + 1 : rows;
        }
        return Math.min(rows + BLANK, most);
    }

    static boolean isTumour(Form form, int number) {
        var row = "tumour" + number;
        var side = form.value(row + ".laterality");
        return isWritten(form, row, "topography", "label", "morphology", "diagnosed")
                || !(side.isEmpty() || side.equals(Tumour.Laterality.NONE.name()));
    }

    static boolean isPastTreatment(Form form, int number) {
        return isWritten(form, "past" + number, "type", "what", "when");
    }

    /** Rows of treatments of one strategy. */
    public static int treatments(Form form, int strategy) {
        int rows = Math.max(written(form, strategy) + BLANK, FEWEST_TREATMENTS);
        return Math.min(rows, Strategy.MOST_TREATMENTS);
    }

    /** How many rows there are up to the last that is written. */
    private static int written(Form form, int strategy) {
        int rows = 0;
        for (int row = 0; row < Strategy.MOST_TREATMENTS; row++) {
            if (isWritten(form, "plan" + strategy + "." + row, "type", "what", "period")) {
                rows = row + 1;
            }
        }
        return rows;
    }

    private static boolean isWritten(Form form, String row, String... names) {
        for (var name : names) {
            if (!form.value(row + "." + name).isBlank()) {
                return true;
            }
        }
        return false;
    }
}
