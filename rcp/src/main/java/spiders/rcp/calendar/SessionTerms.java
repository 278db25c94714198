// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.calendar;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * The hour and place of a session, on the hospital's clock.
 *
 * @param length from 15 minutes to 12 hours, in whole minutes
 * @param video the address of the video meeting, which begins with {@code https://}; or empty
 * @param closesBefore how long before its start, by the clock on the wall, it takes no more cases;
 *     30 days at most
 */
public record SessionTerms(
        LocalTime time, Duration length, String room, String video, Duration closesBefore) {

    public static final int MOST_ROOM = 120;
    public static final int MOST_VIDEO = 500;
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration MOST_BEFORE = Duration.ofDays(30);

    public SessionTerms {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a session takes 15 minutes to 12 hours");
        }
        if (closesBefore.isNegative() || closesBefore.compareTo(MOST_BEFORE) > 0) {
            throw new IllegalArgumentException("registration closes 0 to 30 days before");
        }
        if (room.length() > MOST_ROOM || room.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a room is one line of at most 120 characters");
        }
        if (!video.isEmpty() && !isAddress(video)) {
            throw new IllegalArgumentException("a video address begins with https://");
        }
    }

    private static boolean isAddress(String video) {
        try {
            var address = new URI(video);
            return video.length() <= MOST_VIDEO
                    && "https".equals(address.getScheme())
                    && address.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** When a session that begins then takes no more cases, on the same clock. */
    public LocalDateTime closes(LocalDateTime begins) {
        return begins.minus(closesBefore);
    }
}
