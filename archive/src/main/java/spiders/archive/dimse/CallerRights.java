// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import spiders.archive.Disclosures;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.OperationRefusedException;
import spiders.dicom.net.Peer;
import spiders.dicom.net.Status;
import spiders.security.Action;
import spiders.security.UserName;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What each caller may ask for, by its title; one of whom nothing is said may store. */
public final class CallerRights {

    private static final Set<CallerRight> DEFAULT = Set.of(CallerRight.STORE);

    private final Map<AETitle, Set<CallerRight>> rights;
    private final Disclosures disclosures;

    public CallerRights(Map<AETitle, Set<CallerRight>> rights, Disclosures disclosures) {
        var copy = new HashMap<AETitle, Set<CallerRight>>();
        rights.forEach((title, some) -> copy.put(title, Set.copyOf(some)));
        this.rights = Map.copyOf(copy);
        this.disclosures = disclosures;
    }

    boolean has(AETitle caller, CallerRight right) {
        return rights.getOrDefault(caller, DEFAULT).contains(right);
    }

    /** Returns when the caller may; else it is recorded, and answered as not authorised (0124). */
    void require(Peer caller, CallerRight right) {
        if (has(caller.aeTitle(), right)) {
            return;
        }
        disclosures.refused(
                UserName.SYSTEM,
                Action.DICOM_ASSOCIATION,
                "%s may not %s".formatted(caller.aeTitle().value(), right));
        throw new OperationRefusedException(
                Status.NOT_AUTHORISED.withComment("not among what this caller may"));
    }
}
