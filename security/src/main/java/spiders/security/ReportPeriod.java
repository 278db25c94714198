// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The days of a report, both included.
 *
 * @param zone whose days these are
 */
public record ReportPeriod(LocalDate first, LocalDate last, ZoneId zone) {

    /** When the first day begins. */
    public Instant from() {
        return first.atStartOfDay(zone).toInstant();
    }

    /** When the last day is over. */
    public Instant to() {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
