// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In which capacity and where a person acts: one of the activities that their identity provider
 * vouches for, chosen by them after signing in. Any part may be empty.
 *
 * @param nationalId the number of the professional (RPPS), without prefix
 * @param profession a code of TRE_G15, such as 10 for a doctor
 * @param specialty a code of TRE_R38 and its neighbours, such as SM45
 * @param sector a code of TRE_R02, such as SA01
 * @param place the name of the structure
 * @param placeId its number: FINESS, SIRET, or the directory's own
 */
public record ActingActivity(
        String nationalId,
        String profession,
        String specialty,
        String sector,
        String place,
        String placeId) {

    /** Nothing is known of it: local accounts, systems. */
    public static final ActingActivity NONE = new ActingActivity("", "", "", "", "", "");

    private static final int MAX_LENGTH = 120;

    public ActingActivity {
        nationalId = plain(nationalId);
        profession = plain(profession);
        specialty = plain(specialty);
        sector = plain(sector);
        place = plain(place);
        placeId = plain(placeId);
    }

    /** Whether nothing is known of it. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Its parts that are known, in order: for the audit. */
    public String text() {
        return Stream.of(nationalId, profession, specialty, sector, place, placeId)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" / "));
    }

    /** What comes from outside, of one line and a bounded length. */
    private static String plain(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH).strip();
    }
}
