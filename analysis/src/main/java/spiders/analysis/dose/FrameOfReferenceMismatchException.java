// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

/** Two objects are of different frames of reference, so that their coordinates do not compare. */
public final class FrameOfReferenceMismatchException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String one;
    private final String other;

    FrameOfReferenceMismatchException(String one, String other) {
        super("Frames of reference %s and %s".formatted(one, other));
        this.one = one;
        this.other = other;
    }

    public String one() {
        return one;
    }

    public String other() {
        return other;
    }
}
