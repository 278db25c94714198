// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import java.time.Duration;
import java.util.Set;

/**
 * Studies that do not stay for ever.
 *
 * @param name as the audit and the certificates of removal call it
 * @param origins source ids or AE titles that all objects of the study came from; none means any
 * @param modalities of which the study has one; none means any
 * @param after how long after the arrival of the study's last object
 */
public record RetentionRule(
        String name, Set<String> origins, Set<String> modalities, Duration after) {

    public RetentionRule {
        if (!name.matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException(
                    "A rule's name has 1 to 40 small letters, digits and hyphens");
        }
        if (after.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("A rule keeps studies for a day at least");
        }
        origins = Set.copyOf(origins);
        modalities = Set.copyOf(modalities);
    }
}
