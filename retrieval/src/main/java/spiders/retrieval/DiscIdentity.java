// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.archive.SeenIdentity;
import spiders.retrieval.matching.SeenPerson;

import java.util.List;

/**
 * The patient as the files of a CD or stick write it; text as received.
 *
 * @param id PatientID, or empty
 * @param issuer IssuerOfPatientID, or empty
 * @param name PatientName, components separated by {@code ^}
 * @param birthDate {@code YYYYMMDD}, or empty
 * @param sex {@code F}, {@code M}, {@code O}, or empty
 */
public record DiscIdentity(String id, String issuer, String name, String birthDate, String sex) {

    private static final int MAX_ID = 64;
    private static final int MAX_NAME = 320;
    private static final int MAX_CODE = 16;

    public DiscIdentity {
        id = bounded(id, MAX_ID);
        issuer = bounded(issuer, MAX_ID);
        name = bounded(name, MAX_NAME);
        birthDate = bounded(birthDate, MAX_CODE);
        sex = bounded(sex, MAX_CODE);
    }

    private static String bounded(String text, int most) {
        var stripped = text.strip();
        if (stripped.length() > most) {
            throw new IllegalArgumentException(
                    "a trait of a patient has at most %d characters".formatted(most));
        }
        return stripped;
    }

    /** For the comparison: an identifier without issuer is of no domain that we know. */
    SeenPerson person() {
        var authority = issuer.isEmpty() ? HandedInDiscs.SOURCE : issuer;
        return new SeenPerson(
                id.isEmpty() ? List.of() : List.of(new SourceIdentity(authority, id)),
                name,
                List.of(),
                birthDate,
                sex,
                false);
    }

    /** Whether an object carries these traits, its issuer aside. */
    boolean isOf(SeenIdentity seen) {
        return id.equals(seen.identifier().value())
                && name.equals(seen.name())
                && birthDate.equals(seen.birthDate())
                && sex.equals(seen.sex());
    }

    /** Without the traits, which are a patient's. */
    @Override
    public String toString() {
        return "DiscIdentity";
    }
}
