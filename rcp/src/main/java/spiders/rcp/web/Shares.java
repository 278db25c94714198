// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.web.Page;

import java.text.NumberFormat;
import java.util.OptionalDouble;

/** Shares and times of indicators as a page writes them; what is not known is a dash. */
public final class Shares {

    private static final String UNKNOWN = "–";

    private Shares() {}

    /** {@code 83 %}, of nothing a dash. */
    public static String of(int part, int whole) {
        return whole == 0 ? UNKNOWN : Math.round(100.0 * part / whole) + "\u00a0%";
    }

    /** {@code 2,5 j}. */
    public static String days(Page page, OptionalDouble days) {
        if (days.isEmpty()) {
            return UNKNOWN;
        }
        var format = NumberFormat.getInstance(page.locale());
        format.setMaximumFractionDigits(1);
        return page.text("rcp.indicators.days", format.format(days.getAsDouble()));
    }
}
