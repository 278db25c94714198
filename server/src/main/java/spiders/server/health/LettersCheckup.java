// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import spiders.server.notice.EmergencyLetters;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Whether the data protection officers can be written to of emergencies. */
public final class LettersCheckup implements Checkup {

    private static final Duration LATE = Duration.ofMinutes(1);

    private final List<EmergencyLetters> letters;
    private final InstantSource clock;

    /** With a mailer, or without. */
    public LettersCheckup(List<EmergencyLetters> letters, InstantSource clock) {
        this.letters = List.copyOf(letters);
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        var late = clock.instant().minus(LATE);
        return letters.stream()
                .filter(one -> one.waitingSince().filter(at -> at.isBefore(late)).isPresent())
                .map(one -> new Finding(otherwise(), one.trouble()))
                .toList();
    }

    @Override
    public Reason otherwise() {
        return Reason.NOTICES_UNSENT;
    }
}
