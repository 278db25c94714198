// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import java.util.List;
import java.util.Set;

/** The verdict on one identity of one source, and everything it rests on. */
public record Comparison(MatchGrade grade, List<FieldComparison> fields, Set<Caution> cautions) {

    public Comparison {
        fields = List.copyOf(fields);
        cautions = Set.copyOf(cautions);
    }

    /** How the field compares; {@code MISSING} where it was not compared. */
    public FieldOutcome outcome(ComparedField field) {
        return fields.stream()
                .filter(compared -> compared.field() == field)
                .map(FieldComparison::outcome)
                .findFirst()
                .orElse(FieldOutcome.MISSING);
    }

    /** What the source says in a field; "" where it says nothing. */
    public String theirs(ComparedField field) {
        return fields.stream()
                .filter(compared -> compared.field() == field)
                .map(FieldComparison::theirs)
                .findFirst()
                .orElse("");
    }

    /** The fields that are not equal, for the display to highlight. */
    public List<FieldComparison> differences() {
        return fields.stream()
                .filter(compared -> compared.outcome() != FieldOutcome.EQUAL)
                .toList();
    }

    Comparison demotedFor(Caution caution) {
        var all = new java.util.HashSet<>(cautions);
        all.add(caution);
        var demoted = grade == MatchGrade.PROBABLE ? MatchGrade.POSSIBLE : grade;
        return new Comparison(demoted, fields, all);
    }
}
