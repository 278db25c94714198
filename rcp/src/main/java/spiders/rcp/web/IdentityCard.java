// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.retrieval.Caution;
import spiders.retrieval.ComparedField;
import spiders.retrieval.FieldComparison;
import spiders.retrieval.FieldOutcome;
import spiders.retrieval.MatchGrade;
import spiders.web.State;

import java.util.List;

/**
 * A source's identity beside ours, for a person to decide.
 *
 * @param study one study of that identity, which stands for it
 * @param exams every study of that identity, as a reader names it
 */
public record IdentityCard(
        String study,
        String source,
        String sourceName,
        MatchGrade grade,
        List<FieldComparison> fields,
        List<Caution> cautions,
        List<String> exams) {

    public IdentityCard {
        fields = List.copyOf(fields);
        cautions = List.copyOf(cautions);
        exams = List.copyOf(exams);
    }

    /** A value as it is read: dates as JJ/MM/AAAA. */
    public static String shown(FieldComparison field, String value) {
        return field.field() == ComparedField.BIRTH_DATE ? PatientText.shown(value) : value;
    }

    /** How a line of the comparison is marked. */
    public static String style(FieldOutcome outcome) {
        return switch (outcome) {
            case EQUAL, MISSING -> "same";
            case SWAPPED, ONE_DIGIT, ONE_EDIT, USED_NAME, COMPOUND, IMPUTED, NEWBORN -> "near";
            case DIFFERENT -> "differs";
        };
    }

    /** The mark of a grade. */
    public static State badge(MatchGrade grade) {
        return switch (grade) {
            case CERTAIN -> State.CERTAIN;
            case PROBABLE -> State.PROBABLE;
            case POSSIBLE -> State.POSSIBLE;
            case CONFLICT, DIFFERENT -> State.CONFLICT;
        };
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "IdentityCard[" + source + "]";
    }
}
