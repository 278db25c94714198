// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * A national health identity number with its control key, as a clerk types it.
 *
 * <p>Thirteen characters and a key of two digits: the key is 97 less the number modulo 97, where
 * Corsica's 2A counts as 19 and 2B as 18.
 */
public record InsNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9]{5}[0-9][0-9AB][0-9]{8}");
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    public InsNumber {
        value = value.replaceAll("[\\s.]", "").toUpperCase(java.util.Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an INS has 13 characters and a key of 2 digits");
        }
        if (key(value) != Integer.parseInt(value.substring(13))) {
            throw new IllegalArgumentException("the key of the INS does not match its number");
        }
    }

    private static int key(String value) {
        String number = value.substring(0, 13).replace("2A", "19").replace("2B", "18");
        return 97 - new BigInteger(number).mod(MODULUS).intValue();
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "InsNumber[]";
    }
}
