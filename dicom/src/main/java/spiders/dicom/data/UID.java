// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.math.BigInteger;
import java.util.UUID;

/**
 * A unique identifier: 1 to 64 digits and dots (PS3.5 section 9).
 *
 * <p>Whatever else a peer sends as an identifier, a path among it, is refused here. Leading zeros
 * and empty components, which the standard forbids, are let through: installed devices send them.
 */
public record UID(String value) implements Comparable<UID> {

    private static final int MAX_LENGTH = 64;

    public UID {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "Not a UID of 1 to %d digits and dots".formatted(MAX_LENGTH));
        }
    }

    /** Whether the constructor takes this text. */
    public static boolean isValid(String value) {
        int length = value.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        // Two dots in a row or at an end would be a path to somebody, so a digit stands at each
        // end.
        boolean digit = false;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            boolean wasDigit = digit;
            digit = c >= '0' && c <= '9';
            if (!digit && (c != '.' || !wasDigit)) {
                return false;
            }
        }
        return digit;
    }

    /** Makes a new identifier of a random UUID under the root 2.25 (PS3.5 section B.2). */
    public static UID random() {
        return of(UUID.randomUUID());
    }

    /** Returns the identifier of a UUID under the root 2.25 (PS3.5 section B.2). */
    public static UID of(UUID uuid) {
        var high = new BigInteger(Long.toUnsignedString(uuid.getMostSignificantBits()));
        var low = new BigInteger(Long.toUnsignedString(uuid.getLeastSignificantBits()));
        return new UID("2.25." + high.shiftLeft(64).or(low));
    }

    @Override
    public int compareTo(UID other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
