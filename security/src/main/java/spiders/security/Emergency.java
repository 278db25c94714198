// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * An emergency access that was opened: one person, one patient, for some hours.
 *
 * @param words what the person wrote; may hold patient data, so it is in no log
 * @param despiteObjection whether the person confirmed to open it though the patient objects
 * @param reviewBy the last day on which it is to be judged
 * @param review how it was judged; empty before
 */
public record Emergency(
        UUID id,
        UserName account,
        PatientKey patient,
        EmergencyReason reason,
        String words,
        boolean despiteObjection,
        Instant openedAt,
        Instant endsAt,
        LocalDate reviewBy,
        Optional<Review> review) {

    /** The least that the words hold. */
    public static final int FEWEST_WORDS = 10;

    private static final int MOST_WORDS = 2000;

    /** What it was judged to be. */
    public enum Judgement {
        JUSTIFIED,
        UNJUSTIFIED,
        /** The person did not know better, and is taught. */
        TRAINING
    }

    /** How it was judged. */
    public record Review(Judgement judgement, UserName reviewer, Instant at, String remark) {}

    public Emergency {
        if (!isEnough(words)) {
            throw new IllegalArgumentException(
                    "an emergency is told in %d to %d characters"
                            .formatted(FEWEST_WORDS, MOST_WORDS));
        }
    }

    /** Whether these words tell enough, and not too much. */
    public static boolean isEnough(String words) {
        int length = words.strip().length();
        return length >= FEWEST_WORDS && length <= MOST_WORDS;
    }

    /** Whether it is open. */
    public boolean isOpenAt(Instant now) {
        return now.isBefore(endsAt);
    }

    /** What is done under it is done for this. */
    public Purpose.Emergency purpose() {
        return new Purpose.Emergency(id);
    }

    /** Prints itself without the words. */
    @Override
    public String toString() {
        return "Emergency[" + id + ", " + reason + "]";
    }
}
