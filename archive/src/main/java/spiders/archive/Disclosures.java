// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.dicom.data.UID;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.UserName;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The record of what systems were given, asked and refused: a study once a system and day, however
 * many requests it takes to fetch it. Safe for many threads.
 */
public final class Disclosures {

    private static final Duration ONCE = Duration.ofDays(1);
    private static final int MOST_REMEMBERED = 100_000;

    private record Given(UserName who, String system, Action action, UID study) {}

    private final Audit audit;
    private final Clock clock;
    private final Map<Given, Instant> remembered = new LinkedHashMap<>();

    public Disclosures(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A system is given objects of a study.
     *
     * @param who its account, or {@link UserName#SYSTEM} for one known by its title
     * @param system what is said of it besides, such as its AE title; may be empty
     */
    public void given(UserName who, String system, UID study) {
        once(new Given(who, system, Action.SEND_OBJECTS, study));
    }

    /** A system has stored objects of a study. */
    public void received(UserName who, String system, UID study) {
        once(new Given(who, system, Action.RECEIVE_OBJECTS, study));
    }

    private void once(Given given) {
        if (isNew(given)) {
            audit.record(
                    AuditEvent.of(given.who(), given.action())
                            .objects(given.study().value())
                            .detail(given.system()));
        }
    }

    /** A system did something that is recorded each time. */
    public void done(UserName who, Action action, String detail) {
        audit.record(AuditEvent.of(who, action).detail(detail));
    }

    /** A system asked for what it may not have. */
    public void refused(UserName who, Action action, String reason) {
        audit.record(AuditEvent.of(who, action).refused(reason));
    }

    /** What was done for a system came to nothing. */
    public void failed(UserName who, Action action, String reason) {
        audit.record(AuditEvent.of(who, action).failed(reason));
    }

    /** What a system was to be given and was not. */
    public void failed(UserName who, String system, UID study, String reason) {
        audit.record(
                AuditEvent.of(who, Action.SEND_OBJECTS)
                        .objects(study.value())
                        .failed(system + ": " + reason));
    }

    private boolean isNew(Given given) {
        var now = clock.instant();
        synchronized (remembered) {
            var before = remembered.get(given);
            if (before != null && before.plus(ONCE).isAfter(now)) {
                return false;
            }
            remembered.remove(given); // So that it stands last: the eldest come first.
            remembered.put(given, now);
            if (remembered.size() > MOST_REMEMBERED) {
                var eldest = remembered.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
            return true;
        }
    }
}
