// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.quorum;

import java.util.regex.Pattern;

/**
 * A professional at a meeting.
 *
 * @param id the national identifier, RPPS of 11 digits; empty for who has none
 * @param name as the others read it
 * @param profession a code of TRE_G15, such as 10 for a doctor
 * @param specialty the one claimed, a code of TRE_R01; empty for who has none
 */
public record Attendee(String id, String name, String profession, String specialty) {

    /** The code of doctors in TRE_G15 (OID 1.2.250.1.71.1.2.7). */
    public static final String DOCTOR = "10";

    private static final Pattern ID = Pattern.compile("|[0-9]{11}");
    private static final Pattern CODE = Pattern.compile("|[A-Z0-9]{1,10}");
    private static final int LONGEST_NAME = 120;

    public Attendee {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an RPPS number has 11 digits");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a name has 1 to 120 characters");
        }
        if (profession.isEmpty()
                || !CODE.matcher(profession).matches()
                || !CODE.matcher(specialty).matches()) {
            throw new IllegalArgumentException("a code has 1 to 10 letters and digits");
        }
    }

    boolean isDoctor() {
        return profession.equals(DOCTOR);
    }
}
