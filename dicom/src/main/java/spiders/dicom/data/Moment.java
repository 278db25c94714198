// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A moment as precisely as a DT says it, if no more than the year (PS3.5 section 6.2).
 *
 * @param start the first instant the text may mean, on the clock of its place
 * @param precision the last component it says
 * @param offset the place's offset from UTC, if it says one
 */
public record Moment(LocalDateTime start, Precision precision, Offset offset) {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSSSS");

    /** The last component of a DT that is said. */
    public enum Precision {
        YEAR(4),
        MONTH(6),
        DAY(8),
        HOUR(10),
        MINUTE(12),
        SECOND(14),
        /** A fraction of a second, taken for exact. */
        FRACTION(21);

        private final int length;

        Precision(int length) {
            this.length = length;
        }

        static Precision of(int digits) {
            for (var precision : values()) {
                if (digits <= precision.length) {
                    return precision;
                }
            }
            return FRACTION;
        }
    }

    /** How far the place's clock is ahead of UTC. */
    public sealed interface Offset {

        record Said(ZoneOffset value) implements Offset {}

        /** The data set's (0008,0201) counts, or else whatever the reader supposes. */
        record Unsaid() implements Offset {}
    }

    public Moment {
        if (start.getYear() < 0 || start.getYear() > 9999) {
            throw new IllegalArgumentException("A DT has a year of four digits");
        }
    }

    /** Parses the value of a DT; anything else is empty. */
    public static Optional<Moment> parse(String text) {
        return DateTimeText.moment(text.strip());
    }

    /** Returns the last nanosecond the text may mean, on the clock of its place. */
    public LocalDateTime end() {
        return switch (precision) {
            case YEAR -> start.plusYears(1).minusNanos(1);
            case MONTH -> start.plusMonths(1).minusNanos(1);
            case DAY -> start.plusDays(1).minusNanos(1);
            case HOUR -> start.plusHours(1).minusNanos(1);
            case MINUTE -> start.plusMinutes(1).minusNanos(1);
            case SECOND -> start.plusSeconds(1).minusNanos(1);
            case FRACTION -> start;
        };
    }

    /** Returns the instants the text may mean, in a place it does not say. */
    public InstantRange instants(ZoneOffset supposed) {
        var zone = offset instanceof Offset.Said(var said) ? said : supposed;
        return new InstantRange(start.toInstant(zone), end().toInstant(zone));
    }

    /** Returns the first instant the text may mean, in a place it does not say. */
    public Instant instant(ZoneOffset supposed) {
        return instants(supposed).first();
    }

    /** Returns the value of a DT, as precise as the moment is. */
    public String text() {
        var local = FORM.format(start).substring(0, precision.length);
        return offset instanceof Offset.Said(var said) ? local + DateTimeText.text(said) : local;
    }
}
