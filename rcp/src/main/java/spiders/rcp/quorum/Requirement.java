// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.quorum;

import java.util.Set;

/**
 * Doctors whom a quorum asks for.
 *
 * @param anyOf the groups in any of which they are found
 * @param least how many, 1 to 9
 * @param isWrittenEnough whether a written opinion stands for being there
 */
public record Requirement(Set<SpecialtyGroup> anyOf, int least, boolean isWrittenEnough) {

    private static final int MOST = 9;

    public Requirement {
        anyOf = Set.copyOf(anyOf);
        if (anyOf.isEmpty()) {
            throw new IllegalArgumentException("a requirement names a group of specialties");
        }
        if (least < 1 || least > MOST) {
            throw new IllegalArgumentException("a requirement is of 1 to 9 doctors");
        }
    }

    /** One doctor of one group, who is there. */
    public static Requirement of(SpecialtyGroup group) {
        return new Requirement(Set.of(group), 1, false);
    }

    boolean isMetBy(Attendance attendance) {
        return (isWrittenEnough || attendance.isPresence())
                && anyOf.stream()
                        .anyMatch(
                                group -> group.codes().contains(attendance.attendee().specialty()));
    }
}
