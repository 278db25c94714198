// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.archive.PatientTraits;

import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;

/** A patient's traits as a page writes them, on the day of a session. */
public record PatientText(PatientTraits traits, LocalDate day) {

    /** {@code MARTIN Jeanne}: the birth name, or the name in use where there is one. */
    public String name() {
        var family = traits.usedName().isEmpty() ? traits.birthName() : traits.usedName();
        return family.toUpperCase(Locale.FRENCH) + " " + traits.givenNames();
    }

    public boolean hasUsedName() {
        return !traits.usedName().isEmpty() && !traits.usedName().equals(traits.birthName());
    }

    public String birthName() {
        return traits.birthName().toUpperCase(Locale.FRENCH);
    }

    /** {@code 14/03/1956}; unknown parts are dots. */
    public String birthDate() {
        return shown(traits.birthDate());
    }

    /** {@code YYYYMMDD} as JJ/MM/AAAA; any other text as it is. */
    static String shown(String basic) {
        if (!basic.matches("[0-9]{8}")) {
            return basic;
        }
        return "%s/%s/%s".formatted(part(basic, 6), part(basic, 4), basic.substring(0, 4));
    }

    private static String part(String basic, int from) {
        var digits = basic.substring(from, from + 2);
        return digits.equals("00") ? "··" : digits;
    }

    public boolean hasAge() {
        return traits.birthDay().isPresent();
    }

    /** In full years; zero where the birth date is none of the calendar. */
    public int age() {
        return traits.birthDay().map(birth -> Period.between(birth, day).getYears()).orElse(0);
    }

    public String sexKey() {
        return "rcp.sex." + traits.sex().name();
    }

    public boolean hasIns() {
        return !traits.ins().value().isEmpty();
    }

    /** In the groups that a card shows. */
    public String ins() {
        return traits.ins()
                .value()
                .replaceFirst("^(.)(..)(..)(..)(...)(...)(..)?$", "$1 $2 $3 $4 $5 $6 $7")
                .strip();
    }

    public String insStatusKey() {
        return "rcp.ins." + traits.ins().status().name();
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "PatientText[]";
    }
}
