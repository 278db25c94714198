// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.calendar;

import java.time.Instant;

/**
 * A session as other calendars know it; nothing of a patient.
 *
 * @param uid the same in every version of the event
 * @param sequence greater in each later version (RFC 5545 section 3.8.7.4)
 * @param changed when this version was made
 * @param address the video meeting, or empty
 */
public record CalendarEvent(
        String uid,
        int sequence,
        Instant changed,
        Instant begins,
        Instant ends,
        String summary,
        String location,
        String address,
        String description,
        boolean isCancelled) {}
