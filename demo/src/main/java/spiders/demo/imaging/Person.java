// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import java.time.LocalDate;
import java.util.Locale;

/**
 * Somebody who does not exist, and whose name says so.
 *
 * @param male otherwise female
 */
public record Person(String givenName, LocalDate birthDate, boolean male) {

    /** The family name of everybody here. */
    public static final String FAMILY_NAME = "DEMO";

    /** The naming system of INS numbers for tests. */
    public static final String TEST_INS_OID = "1.2.250.1.213.1.4.10";

    /** {@code M} or {@code F}. */
    public String sex() {
        return male ? "M" : "F";
    }

    /** The name as DICOM has it. */
    public String patientName() {
        return FAMILY_NAME + "^" + givenName;
    }

    /** A number of the form of an INS, with its key, of a département that does not exist. */
    public String ins() {
        int order = Math.floorMod(givenName.hashCode(), 900) + 100;
        var number =
                String.format(
                        Locale.ROOT,
                        "%d%02d%02d98%03d%03d",
                        male ? 1 : 2,
                        birthDate.getYear() % 100,
                        birthDate.getMonthValue(),
                        Math.floorMod(givenName.hashCode() / 7, 900) + 99,
                        order);
        return number + String.format(Locale.ROOT, "%02d", 97 - Long.parseLong(number) % 97);
    }
}
