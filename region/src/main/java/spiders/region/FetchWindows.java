// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When objects may be fetched from a source and how fast; where windows overlap, the lowest rate
 * holds. Outside them nothing limits.
 */
public record FetchWindows(List<FetchWindow> windows) {

    /** Of a source that may be asked at any time. */
    public static final FetchWindows ALWAYS = new FetchWindows(List.of());

    /** The rate where none is set, in bytes a second. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** The clock that windows are read on. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final int MOST = 50;
    private static final int HORIZON_DAYS = 15;

    public FetchWindows {
        windows = List.copyOf(windows);
        if (windows.size() > MOST) {
            throw new IllegalArgumentException("more than %d windows".formatted(MOST));
        }
    }

    /** The most that may be fetched at a moment, in bytes a second; 0 in quiet hours. */
    public long rate(Instant at) {
        var moment = at.atZone(ZONE);
        return windows.stream()
                .filter(window -> window.contains(moment))
                .mapToLong(FetchWindow::bytesPerSecond)
                .min()
                .orElse(UNLIMITED);
    }

    public boolean isQuiet(Instant at) {
        return rate(at) == 0;
    }

    /** From when on something may be fetched; empty where the whole week is quiet. */
    public Optional<Instant> opens(Instant from) {
        var moment = from;
        var horizon = from.plus(Duration.ofDays(HORIZON_DAYS));
        while (isQuiet(moment)) {
            moment = nextChange(moment);
            if (!moment.isBefore(horizon)) {
                return Optional.empty();
            }
        }
        return Optional.of(moment);
    }

    /**
     * When so much has come, fetched from a moment on by a link of its own speed.
     *
     * @param bytes zero or more
     * @param bytesPerSecond what the link brings where nothing limits it, above zero
     * @param sharers among how many a rate that is set is shared
     * @return empty where it is not done within two weeks
     */
    public Optional<Instant> finish(
            Instant start, double bytes, double bytesPerSecond, int sharers) {
        if (!(bytesPerSecond > 0)) {
            throw new IllegalArgumentException("a link of speed " + bytesPerSecond);
        }
        var moment = start;
        var horizon = start.plus(Duration.ofDays(HORIZON_DAYS));
        double left = bytes;
        while (moment.isBefore(horizon)) {
            double speed = Math.min(bytesPerSecond, (double) rate(moment) / sharers);
            var change = windows.isEmpty() ? horizon : nextChange(moment);
            double until = Duration.between(moment, change).toMillis() / 1000.0;
            if (speed > 0 && left <= speed * until) {
                return Optional.of(moment.plusMillis(Math.round(left / speed * 1000)));
            }
            left -= speed * until;
            moment = change;
        }
        return Optional.empty();
    }

    /** The first moment after another at which a window begins or ends; else the horizon. */
    private Instant nextChange(Instant after) {
        var zoned = after.atZone(ZONE);
        var changes = new ArrayList<Instant>();
        changes.add(after.plus(Duration.ofDays(HORIZON_DAYS)));
        for (int i = -1; i <= 8; i++) {
            var day = zoned.toLocalDate().plusDays(i);
            for (var window : windows) {
                if (window.days().contains(day.getDayOfWeek())) {
                    changes.add(window.begin(day, zoned).toInstant());
                    changes.add(window.end(day, zoned).toInstant());
                }
            }
        }
        return changes.stream().filter(after::isBefore).min(Instant::compareTo).orElseThrow();
    }
}
