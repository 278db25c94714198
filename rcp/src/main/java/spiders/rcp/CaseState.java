// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** Where a case stands in the life of a session. */
public enum CaseState {
    /** Being written; the session sees it, but it is not yet asked for. */
    DRAFT,
    /** On the agenda of the session. */
    SUBMITTED,
    /** Taken back; kept for the record. */
    WITHDRAWN;

    boolean mayBecome(CaseState next) {
        return switch (this) {
            case DRAFT -> next == SUBMITTED || next == WITHDRAWN;
            case SUBMITTED -> next == WITHDRAWN;
            case WITHDRAWN -> false;
        };
    }
}
