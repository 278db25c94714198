// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import spiders.rcp.quorum.Attendance;
import spiders.rcp.quorum.QuorumResult;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That the coordinator approved a fiche, with what was known of the meeting at that moment; later
 * corrections of the attendance do not change it.
 *
 * @param account of the coordinator
 * @param name as others read it
 * @param nationalId their RPPS number; empty where it is not known
 * @param discussed when the case was; empty where it was registered without discussion
 * @param present who was there then
 */
public record Approval(
        String account,
        String name,
        String nationalId,
        Instant at,
        Optional<Instant> discussed,
        QuorumResult.Status quorum,
        List<Attendance> present) {

    public Approval {
        present = List.copyOf(present);
    }
}
