// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.PatientRights;
import spiders.security.Emergency;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.FrameNotice;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Says on every page of a person that an emergency access of theirs is open. */
final class EmergencyBanner implements FrameNotice {

    private final PatientRights rights;

    EmergencyBanner(PatientRights rights) {
        this.rights = rights;
    }

    @Override
    public Optional<Said> of(User user) {
        if (!user.may(Permission.OPEN_EMERGENCY)) {
            return Optional.empty();
        }
        var open = rights.open(user);
        Optional<Instant> last =
                open.stream().map(Emergency::endsAt).max(Comparator.naturalOrder());
        return last.map(end -> new Said("rcp.emergency.banner", end, "/emergency"));
    }
}
