// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/**
 * The name an application entity answers to on the network.
 *
 * <p>One to sixteen characters of the default repertoire, without backslash or control characters;
 * leading and trailing spaces carry no meaning (PS3.5 table 6.2-1, VR AE).
 */
public record AETitle(String value) {

    static final int MAX_LENGTH = 16;

    public AETitle {
        value = Padding.removed(value);
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "AE title \"%s\" is not 1 to %d characters".formatted(value, MAX_LENGTH));
        }
        if (!value.chars().allMatch(AETitle::isAllowed)) {
            throw new IllegalArgumentException(
                    "AE title \"%s\" has a character outside VR AE".formatted(value));
        }
    }

    private static boolean isAllowed(int c) {
        return c >= ' ' && c <= '~' && c != '\\';
    }

    @Override
    public String toString() {
        return value;
    }
}
