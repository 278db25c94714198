// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.ViewGrants;
import spiders.dicom.data.UID;
import spiders.security.Access;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.User;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Opens a case's images: a grant for the session, and which studies to show. */
public final class CaseViewing {

    private static final Duration GRANTED = Duration.ofHours(4);

    private final CaseImaging imaging;
    private final ViewGrants grants;
    private final Access access;
    private final Clock clock;

    public CaseViewing(CaseImaging imaging, ViewGrants grants, Access access, Clock clock) {
        this.imaging = imaging;
        this.grants = grants;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Lets the user see studies of the case for the length of a session, and returns them, the
     * newest first.
     *
     * @param wanted of the case; none means all that are here
     * @throws NothingToViewException when none of them has arrived
     */
    public List<ViewedStudy> open(User user, UUID boardCase, Collection<UID> wanted) {
        var picker = imaging.picker(user, boardCase);
        var patient = picker.file().boardCase().patient();
        access.require(user, Permission.VIEW_IMAGES, patient);
        var here = ArrivedStudies.of(picker);
        var ours = grants.grantable(patient, uids(here));
        var shown =
                here.stream()
                        .filter(study -> ours.contains(study.study()))
                        .filter(study -> wanted.isEmpty() || wanted.contains(study.study()))
                        .toList();
        if (shown.isEmpty()) {
            throw new NothingToViewException();
        }
        var purpose = access.purpose(user, patient, picker.file().purpose());
        grants.grant(user, purpose, patient, uids(shown), length(user, patient));
        return shown;
    }

    /**
     * Lets the user see pictures of studies on a page of the case, and returns which: none without
     * the right to. A grant that lasts is used, so that turning pages makes no new ones.
     *
     * @param wanted of the case; others are left out
     */
    public Set<UID> letSee(User user, Picker picker, Collection<UID> wanted) {
        var patient = picker.file().boardCase().patient();
        if (wanted.isEmpty() || !access.allows(user, Permission.VIEW_IMAGES, patient)) {
            return Set.of();
        }
        var here = uids(ArrivedStudies.of(picker));
        var ours =
                grants.grantable(patient, here).stream()
                        .filter(wanted::contains)
                        .collect(Collectors.toUnmodifiableSet());
        var unseen =
                ours.stream()
                        .filter(study -> !grants.mayView(user, study))
                        .collect(Collectors.toUnmodifiableSet());
        if (!unseen.isEmpty()) {
            var purpose = access.purpose(user, patient, picker.file().purpose());
            grants.grant(user, purpose, patient, unseen, length(user, patient));
        }
        return ours;
    }

    /** What an emergency access opens is closed with it. */
    private Duration length(User user, PatientKey patient) {
        var left = access.end(user, patient).map(end -> Duration.between(clock.instant(), end));
        return left.filter(time -> time.compareTo(GRANTED) < 0).orElse(GRANTED);
    }

    private static Set<UID> uids(List<ViewedStudy> studies) {
        return studies.stream().map(ViewedStudy::study).collect(Collectors.toUnmodifiableSet());
    }
}
