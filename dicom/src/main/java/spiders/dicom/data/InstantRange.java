// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The instants from one to another, both among them: what a DT says in a query (PS3.4 C.2.2.2.5.2).
 *
 * @param first {@link Instant#MIN} if the range has no beginning
 * @param last {@link Instant#MAX} if it has no end
 */
public record InstantRange(Instant first, Instant last) {

    public InstantRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("A range of instants ends before it begins");
        }
    }

    /**
     * Parses a moment, or a range: {@code A-B}, {@code A-}, {@code -B}.
     *
     * <p>A hyphen may also begin an offset from UTC: one that can be that is taken for it, so that
     * {@code 2024-0500} is a year and {@code 2024-2026} a range.
     *
     * @param supposed the offset of moments that do not say theirs
     */
    public static Optional<InstantRange> parse(String text, ZoneOffset supposed) {
        var whole = Moment.parse(text);
        if (whole.isPresent()) {
            return whole.map(moment -> moment.instants(supposed));
        }
        for (int dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
            var range = of(text.substring(0, dash), text.substring(dash + 1), supposed);
            if (range.isPresent()) {
                return range;
            }
        }
        return Optional.empty();
    }

    private static Optional<InstantRange> of(String from, String to, ZoneOffset supposed) {
        if (from.isBlank() && to.isBlank()) {
            return Optional.empty();
        }
        var first =
                from.isBlank()
                        ? Optional.of(Instant.MIN)
                        : Moment.parse(from).map(moment -> moment.instants(supposed).first());
        var last =
                to.isBlank()
                        ? Optional.of(Instant.MAX)
                        : Moment.parse(to).map(moment -> moment.instants(supposed).last());
        return first.flatMap(begin ->
                last.filter(end -> !end.isBefore(begin)).map(end -> new InstantRange(begin, end)));
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(first) && !instant.isAfter(last);
    }

    /** Whether there is an instant in both. */
    public boolean overlaps(InstantRange other) {
        return !first.isAfter(other.last) && !last.isBefore(other.first);
    }
}
