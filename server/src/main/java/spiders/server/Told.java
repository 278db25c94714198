// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.security.AuditForwarding;
import spiders.server.RepeatedJob.Pass;
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

    /** Sends to the collectors some of what waits. */
    Pass forward() {
        boolean isWell = true;
        boolean isMore = false;
        for (var collector : collectors) {
            isMore |= collector.run();
            isWell &= collector.trouble().isEmpty();
        }
        if (!isWell) {
            return Pass.FAILED;
        }
        return isMore ? Pass.MORE : Pass.DONE;
    }

    /** Writes of the emergencies that wait. */
    Pass write() {
        letters.forEach(EmergencyLetters::run);
        return letters.stream().allMatch(one -> one.trouble().isEmpty()) ? Pass.DONE : Pass.FAILED;
    }
}
