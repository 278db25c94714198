// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import java.util.List;
import spiders.retrieval.Caution;
import spiders.retrieval.ComparedField;
import spiders.retrieval.FieldComparison;
import spiders.retrieval.MatchGrade;

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

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "IdentityCard[" + source + "]";
    }
}
