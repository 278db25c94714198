// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.retrieval.Caution;
import spiders.retrieval.ComparedField;
import spiders.retrieval.DiscIdentity;
import spiders.retrieval.DiscVerdict;
import spiders.retrieval.FieldComparison;
import spiders.retrieval.FieldOutcome;
import spiders.web.State;

import java.util.List;

/**
 * A study of a disc beside the patient of the case.
 *
 * @param date as JJ/MM/AAAA, or empty
 */
public record DiscLine(
        DiscIdentity identity,
        DiscVerdict verdict,
        String date,
        String description,
        List<String> modalities,
        String institution,
        int images,
        long bytes) {

    public DiscLine {
        modalities = List.copyOf(modalities);
    }

    static DiscLine of(DiscList.Study study, DiscVerdict verdict) {
        return new DiscLine(
                study.person(),
                verdict,
                PatientText.shown(study.shown(study.date())),
                study.shown(study.description()),
                study.ofModalities(),
                study.shown(study.institution()),
                study.images(),
                study.bytes());
    }

    /** The name as it is read: components apart, without the ideographic ones. */
    public String name() {
        return identity.name().split("=", 2)[0].replace('^', ' ').strip();
    }

    public String birthDate() {
        return PatientText.shown(identity.birthDate());
    }

    /** The mark of the verdict. */
    public State badge() {
        return switch (verdict.kind()) {
            case AGREES -> State.CERTAIN;
            case DIFFERS -> State.PROBABLE;
            case OTHER -> State.CONFLICT;
        };
    }

    public boolean isTicked() {
        return verdict.kind() == DiscVerdict.Kind.AGREES;
    }

    public boolean needsReason() {
        return verdict.kind() == DiscVerdict.Kind.DIFFERS;
    }

    public boolean isRefused() {
        return verdict.kind() == DiscVerdict.Kind.OTHER;
    }

    /** The traits that are not equal, each with how it compares; identifiers prove nothing here. */
    public List<FieldComparison> differences() {
        return verdict.comparison().fields().stream()
                .filter(field -> field.field() != ComparedField.IDENTIFIER)
                .filter(field -> field.field() != ComparedField.INS || isContrary(field))
                .filter(field -> field.outcome() != FieldOutcome.EQUAL)
                .toList();
    }

    private static boolean isContrary(FieldComparison field) {
        return field.outcome() == FieldOutcome.DIFFERENT;
    }

    public List<Caution> cautions() {
        return verdict.comparison().cautions().stream().sorted().toList();
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "DiscLine[" + verdict.kind() + "]";
    }
}
