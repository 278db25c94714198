// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.security.AuditForwarding;
import spiders.server.notice.EmergencyLetters;

import java.util.List;

/**
 * Who is told of what happens here, besides the pages.
 *
 * @param collectors of the audit: one, or none
 * @param letters of emergencies, by one mail server or none
 */
record Told(List<AuditForwarding> collectors, List<EmergencyLetters> letters) {

    Told {
        collectors = List.copyOf(collectors);
        letters = List.copyOf(letters);
    }

    /** Sends to the collectors what waits; whether that went well. */
    boolean forward() {
        boolean isWell = true;
        for (var collector : collectors) {
            collector.begin();
            collector.run();
            isWell &= collector.trouble().isEmpty();
        }
        return isWell;
    }

    /** Writes of the emergencies that wait; whether that went well. */
    boolean write() {
        letters.forEach(EmergencyLetters::run);
        return letters.stream().allMatch(one -> one.trouble().isEmpty());
    }
}
