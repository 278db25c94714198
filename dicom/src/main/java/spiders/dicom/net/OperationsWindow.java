// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/**
 * How many operations may be under way at once on an association (PS3.7 section D.3.3.3).
 *
 * @param invoked by the one who opened the association, 0 is no limit
 * @param performed by the one who opened the association, so invoked by the other, 0 is no limit
 */
public record OperationsWindow(int invoked, int performed) {

    /** One after the other: what holds when nothing is negotiated. */
    public static final OperationsWindow SYNCHRONOUS = new OperationsWindow(1, 1);

    private static final int MAX = 0xFFFF;

    public OperationsWindow {
        if (invoked < 0 || invoked > MAX || performed < 0 || performed > MAX) {
            throw new IllegalArgumentException("An operations window is not 0 to 65535");
        }
    }

    /** So many of ours at once, and one of theirs; 0 is no limit. */
    public static OperationsWindow of(int invoked) {
        return new OperationsWindow(invoked, 1);
    }

    /** The lesser of the two in each direction, where 0 is the greatest there is. */
    OperationsWindow limitedTo(OperationsWindow other) {
        return new OperationsWindow(
                lesser(invoked, other.invoked), lesser(performed, other.performed));
    }

    private static int lesser(int one, int other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
