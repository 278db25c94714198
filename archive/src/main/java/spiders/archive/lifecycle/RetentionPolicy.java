// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import java.time.Duration;
import java.util.List;

/**
 * How long studies stay.
 *
 * @param boards for those that were brought for boards
 * @param rules for all of them, the boards' too once no board needs them
 */
public record RetentionPolicy(AfterBoard boards, List<RetentionRule> rules) {

    /** Nothing is ever removed. */
    public static final RetentionPolicy NEVER =
            new RetentionPolicy(new AfterBoard.Stay(), List.of());

    public RetentionPolicy {
        rules = List.copyOf(rules);
    }

    /** What becomes of a study that was brought for boards, when the last of them is over. */
    public sealed interface AfterBoard {

        /** It stays, unless a rule says otherwise. */
        record Stay() implements AfterBoard {}

        /** It leaves so long after. */
        record Leave(Duration after) implements AfterBoard {

            public Leave {
                if (after.compareTo(Duration.ofDays(1)) < 0) {
                    throw new IllegalArgumentException("A board's studies stay for a day at least");
                }
            }
        }
    }
}
