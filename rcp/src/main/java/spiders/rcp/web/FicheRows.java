// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.fiche.Decision;
import spiders.rcp.fiche.FicheContent;
import spiders.rcp.fiche.Strategy;
import spiders.web.Form;

/** How many rows the tables of a fiche's form show: those that are written, and blank ones. */
public final class FicheRows {

    private static final int BLANK = 1;
    private static final int FEWEST_TREATMENTS = 2;

    private FicheRows() {}

    /** Rows of tumours. */
    public static int tumours(Form form) {
        int rows = 0;
        while (rows < FicheContent.MOST_TUMOURS
                && isWritten(form, "tumour" + rows, "topography", "label")) {
            rows++;
        }
        return Math.min(rows + BLANK, FicheContent.MOST_TUMOURS);
    }

    /** Rows of treatments of the past. */
    public static int pastTreatments(Form form) {
        int rows = 0;
        while (rows < FicheContent.MOST_TREATMENTS
                && isWritten(form, "past" + rows, "type", "what")) {
            rows++;
        }
        return Math.min(rows + BLANK, FicheContent.MOST_TREATMENTS);
    }

    /** Tables of strategies. */
    public static int strategies(Form form) {
        int tables = 0;
        while (tables < Decision.MOST_STRATEGIES && written(form, tables) > 0) {
            tables++;
        }
        return Math.min(tables + BLANK, Decision.MOST_STRATEGIES);
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
