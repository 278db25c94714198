// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.ViewGrants;
import spiders.dicom.data.UID;
import spiders.security.Access;
import spiders.security.Permission;
import spiders.security.User;

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

    public CaseViewing(CaseImaging imaging, ViewGrants grants, Access access) {
        this.imaging = imaging;
        this.grants = grants;
        this.access = access;
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
        grants.grant(user, picker.file().purpose(), patient, uids(shown), GRANTED);
        return shown;
    }

    private static Set<UID> uids(List<ViewedStudy> studies) {
        return studies.stream().map(ViewedStudy::study).collect(Collectors.toUnmodifiableSet());
    }
}
