// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

/**
 * How much of a medium is looked at, whatever is on it.
 *
 * @param depth of folders within folders
 * @param files and folders in all
 */
public record MediumLimits(int depth, long files) {

    public MediumLimits {
        if (depth < 1 || files < 1) {
            throw new IllegalArgumentException("A limit is at least 1");
        }
    }

    /** 16 folders deep, a million files and folders. */
    public static MediumLimits defaults() {
        return new MediumLimits(16, 1_000_000);
    }
}
