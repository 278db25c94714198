// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.util.UUID;

/** The patient is on the session's agenda already. */
public final class AlreadyRegisteredException extends RuntimeException {

    private final UUID boardCase;

    AlreadyRegisteredException(UUID boardCase) {
        super("the patient is registered for this session already");
        this.boardCase = boardCase;
    }

    /** The case that exists. */
    public UUID boardCase() {
        return boardCase;
    }
}
