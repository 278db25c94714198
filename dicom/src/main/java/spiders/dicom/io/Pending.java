// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

/** Marks what is written next; gone with the last of it. */
public final class Pending {

    private Pending() {}

    public static void here() {
        if (System.nanoTime() != 0) {
            throw new UnsupportedOperationException("Not yet written");
        }
    }
}
