// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import spiders.rcp.CaseForm;
import spiders.security.UserName;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;

/**
 * An order that was refused for a doubt which a person here can settle.
 *
 * @param order the sender's number of it
 * @param account of the sending system, who is the requester
 * @param accountName as others read it
 * @param board ours; empty where no board has the sender's code
 * @param code of the board, as the sender writes it
 * @param begins the session that was asked for
 */
public record Held(
        UUID id,
        String sender,
        String order,
        String controlId,
        UserName account,
        String accountName,
        String board,
        String code,
        LocalDateTime begins,
        CaseForm form,
        Instant since) {

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "Held[" + id + "]";
    }
}
