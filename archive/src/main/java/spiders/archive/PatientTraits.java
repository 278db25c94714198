// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * Who a registered patient is, trait by trait.
 *
 * @param birthName family name at birth
 * @param usedName family name in use, or empty
 * @param givenNames given names in the order of the birth record, separated by spaces
 * @param birthDate {@code YYYYMMDD} as declared; day or month may be {@code 00} when unknown
 * @param ins the national identity, or {@link Ins#NONE}
 */
public record PatientTraits(
        String birthName, String usedName, String givenNames, String birthDate, Sex sex, Ins ins) {

    private static final int MAX_LENGTH = 100;
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    public PatientTraits {
        birthName = named(birthName);
        usedName = named(usedName);
        givenNames = named(givenNames);
        birthDate = birthDate.strip();
        if (birthName.isEmpty()) {
            throw new IllegalArgumentException("A patient has a birth name");
        }
        if (!birthDate.matches("[0-9]{8}")) {
            throw new IllegalArgumentException("A birth date is written YYYYMMDD");
        }
    }

    private static String named(String name) {
        if (name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A name has at most %d characters".formatted(MAX_LENGTH));
        }
        return name.strip();
    }

    /** The birth date when it is one of the calendar. */
    public Optional<LocalDate> birthDay() {
        try {
            return Optional.of(LocalDate.parse(birthDate, BASIC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "PatientTraits[]";
    }
}
