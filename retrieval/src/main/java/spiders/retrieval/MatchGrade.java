// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

/**
 * How sure the comparison is that a source's patient is ours; the first is the surest.
 *
 * <p>Only {@link #CERTAIN} may be transferred without a person's decision; {@link #CONFLICT} may
 * not be transferred at all, and {@link #DIFFERENT} is not shown.
 */
public enum MatchGrade {
    CERTAIN,
    PROBABLE,
    POSSIBLE,
    CONFLICT,
    DIFFERENT;

    /** Whether a person must look at both identities before anything moves. */
    public boolean needsDecision() {
        return this == PROBABLE || this == POSSIBLE;
    }
}
