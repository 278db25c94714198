// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/**
 * The counts a C-MOVE or C-GET provider claims (PS3.7 section 9.1.3.1), as it claims them: a count
 * the provider left out is zero. They are a claim; what was received is counted by the receiver.
 */
public record SubOperations(int remaining, int completed, int failed, int warning) {

    public static final SubOperations NONE = new SubOperations(0, 0, 0, 0);

    public SubOperations {
        if (remaining < 0 || completed < 0 || failed < 0 || warning < 0) {
            throw new IllegalArgumentException("A sub-operation count is negative");
        }
    }

    /** All that ended, well or badly. */
    public int done() {
        return completed + failed + warning;
    }
}
