// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.store.MemberStore;
import spiders.security.PatientKey;
import spiders.security.Relation;
import spiders.security.Relations;
import spiders.security.User;
import spiders.security.UserName;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the cases of boards tie people to: who registered one, colleagues of the same centre, the
 * board's coordinator and secretaries, and those who sit in its session or read for it.
 *
 * <p>Who sits in a session, or reads for it, is tied from the submission of a case to thirty days
 * after the session. The others are tied as long as there is the case.
 */
public final class CaseRelations implements Relations {

    private static final Period AFTER_SESSION = Period.ofDays(30);

    private final MemberStore members;
    private final Function<UserName, Set<String>> centres;
    private final Clock clock;

    /** The function knows the centres that a person works in. */
    public CaseRelations(
            MemberStore members, Function<UserName, Set<String>> centres, Clock clock) {
        this.members = members;
        this.centres = centres;
        this.clock = clock;
    }

    @Override
    public Set<Relation> of(User user, PatientKey patient) {
        return ofEach(user, Set.of(patient)).getOrDefault(patient, Set.of());
    }

    @Override
    public Map<PatientKey, Set<Relation>> ofEach(User user, Set<PatientKey> patients) {
        var today = LocalDate.now(clock.withZone(Boards.HOSPITAL_ZONE));
        return members.relations(
                user.name(), centres.apply(user.name()), patients, today.minus(AFTER_SESSION));
    }
}
