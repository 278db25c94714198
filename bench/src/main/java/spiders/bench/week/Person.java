// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientTraits;
import spiders.archive.Sex;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Somebody who never lived; no two have a name in common, so that nobody is taken for another. */
record Person(int number) {

    static final String GIVEN = "ANA";

    /** Whose identifiers all sources use. */
    static final String AUTHORITY = "REGION";

    private static final LocalDate ELDEST = LocalDate.of(1940, 1, 1);
    private static final int APART = 7;

    String id() {
        return "%06d".formatted(number);
    }

    String family() {
        var name = new StringBuilder("DEMO-");
        for (int rest = number + 26 * 26 * 26; rest > 0; rest /= 26) {
            name.append((char) ('A' + rest % 26)).append("EIOU".charAt(rest % 4));
        }
        return name.toString();
    }

    String birthDate() {
        return ELDEST.plusDays((long) number * APART).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    PatientTraits traits() {
        return new PatientTraits(family(), "", GIVEN, birthDate(), Sex.FEMALE, Ins.NONE);
    }

    List<PatientIdentifier> identifiers() {
        return List.of(new PatientIdentifier(AUTHORITY, "K" + id()));
    }
}
