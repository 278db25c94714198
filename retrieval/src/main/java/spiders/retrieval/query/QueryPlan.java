// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.query;

import spiders.dicom.dictionary.Tags;
import spiders.region.Source;
import spiders.region.SourceProfile.Quirk;
import spiders.retrieval.ImagingRequest;
import spiders.retrieval.SourceIdentity;
import spiders.retrieval.matching.KnownPerson;
import spiders.retrieval.matching.NamePattern;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one source is asked for one patient, in this order: identifiers validated in its domain, the
 * national identifier where it indexes it, the traits, what the requester names.
 */
public final class QueryPlan {

    private QueryPlan() {}

    /** Returns each question once. */
    public static List<Question> of(Source source, KnownPerson person, ImagingRequest request) {
        var questions = new LinkedHashSet<Question>();
        person.validated().stream()
                .filter(identity -> isOfDomain(identity, source))
                .forEach(identity -> questions.add(byPatientID(identity)));
        if (source.profile().has(Quirk.INDEXES_INS)) {
            person.ins().forEach(identity -> questions.add(byPatientID(identity)));
        }
        addTraits(questions, person);
        request.accessionNumbers()
                .forEach(number -> questions.add(Question.of(Tags.AccessionNumber, number)));
        request.studies()
                .forEach(uid -> questions.add(Question.of(Tags.StudyInstanceUID, uid.value())));
        return List.copyOf(questions);
    }

    private static boolean isOfDomain(SourceIdentity identity, Source source) {
        return identity.authority().equalsIgnoreCase(source.issuer());
    }

    private static Question byPatientID(SourceIdentity identity) {
        return Question.of(Tags.PatientID, NamePattern.literal(identity.value()));
    }

    /**
     * The sex is compared and not asked for: a source that left it empty would answer none. The
     * birth date is asked as it is and with day and month exchanged. A date with another slip in it
     * cannot be asked for, so that the whole name with the sex is asked for too: only all other
     * traits together make such an identity worth a look.
     */
    private static void addTraits(Set<Question> questions, KnownPerson person) {
        for (var name : List.of(person.birthName(), person.usedName())) {
            var pattern = NamePattern.familyName(name);
            for (var date : NamePattern.birthDates(person.birthDate())) {
                if (!pattern.isEmpty()) {
                    questions.add(
                            Question.of(Tags.PatientName, pattern)
                                    .and(Tags.PatientBirthDate, date));
                }
            }
        }
        var whole = NamePattern.wholeName(person.birthName(), person.givenNames());
        if (!whole.isEmpty() && Set.of("M", "F").contains(person.sex())) {
            questions.add(Question.of(Tags.PatientName, whole).and(Tags.PatientSex, person.sex()));
        }
    }
}
