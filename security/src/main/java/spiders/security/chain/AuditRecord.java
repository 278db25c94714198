// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A row of the audit as it is stored: the words are taken as they are, for a row that was tampered
 * with may hold any.
 *
 * @param id drawn when it was written; numbers are missing where a deed was undone
 * @param at in whole microseconds
 */
public record AuditRecord(long id, Instant at, String node, Deed deed) {

    /**
     * What was done.
     *
     * @param patients in the order stored, which has no meaning and is kept
     * @param objects in the order stored
     */
    public record Deed(
            String who,
            String action,
            List<UUID> patients,
            List<String> objects,
            Ground ground,
            String outcome,
            String detail) {

        public Deed {
            patients = List.copyOf(patients);
            objects = List.copyOf(objects);
        }
    }

    /**
     * Why it was done.
     *
     * @param session 36 characters of a UUID, or nothing
     * @param boardCase 36 characters of a UUID, or nothing
     */
    public record Ground(String purpose, String session, String boardCase) {}
}
