// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;
import spiders.retrieval.DiscIdentity;
import spiders.retrieval.DiscReceipt;
import spiders.retrieval.DiscStudy;
import spiders.retrieval.DiscVerdict;
import spiders.retrieval.HandedInDiscs;
import spiders.security.Access;
import spiders.security.Permission;
import spiders.security.User;

import java.util.Set;
import java.util.UUID;

/** CDs and sticks that are handed in for a case; who may order images for it may take them. */
public final class CaseDiscs {

    private final Cases cases;
    private final HandedInDiscs discs;
    private final Access access;

    public CaseDiscs(Cases cases, HandedInDiscs discs, Access access) {
        this.cases = cases;
        this.discs = discs;
        this.access = access;
    }

    /**
     * The case, provided that the user may take a disc for it.
     *
     * @throws CaseStateException when it was withdrawn
     */
    public CaseFile file(User user, UUID boardCase) {
        var file = cases.file(user, boardCase);
        access.require(user, Permission.ORDER_TRANSFER, file.boardCase().patient());
        if (file.boardCase().state() == CaseState.WITHDRAWN) {
            throw new CaseStateException(CaseState.WITHDRAWN);
        }
        return file;
    }

    /** What the user might do with the data of the patient of a case. */
    public Set<Permission> allowed(User user, CaseFile file) {
        return cases.allowed(user, file);
    }

    /** Compares an identity of the disc with the patient of the case. */
    public DiscVerdict compare(User user, CaseFile file, DiscIdentity identity) {
        return discs.compare(user, file.boardCase().patient(), identity);
    }

    /**
     * Begins to take a study of the disc, or goes on with it.
     *
     * @throws spiders.retrieval.DiscRefusedException when it is not taken
     */
    public HandedInDiscs.Begun begin(User user, CaseFile file, DiscStudy study) {
        return discs.begin(user, file.purpose(), file.boardCase().patient(), study);
    }

    /**
     * Takes objects of a study that was begun; the caller closes it.
     *
     * @throws spiders.retrieval.DiscRefusedException when it was not begun
     */
    public DiscReceipt receive(User user, CaseFile file, UID study) {
        return discs.receive(user, file.purpose(), file.boardCase().patient(), study);
    }
}
