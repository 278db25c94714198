// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.query;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.Proceed;
import spiders.region.Source;
import spiders.region.SourceConnections;
import spiders.region.SourceProfile.Quirk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Asks by C-FIND, study root, all questions on one association. */
public final class FindStudyFinder implements StudyFinder {

    private final SourceConnections connections;

    public FindStudyFinder(SourceConnections connections) {
        this.connections = connections;
    }

    @Override
    public List<CandidateStudy> find(
            Source source, List<Question> questions, Predicate<CandidateStudy> wanted) {
        var request = AssociationRequest.forServices(connections.aeTitle(), UsedModels.FIND);
        try (var association =
                connections.associate(source, request, source.profile().patience())) {
            var found = new LinkedHashMap<UID, CandidateStudy>();
            for (var question : questions) {
                ask(association, source, question, found);
            }
            var studies = List.copyOf(found.values());
            boolean complete = !source.profile().has(Quirk.BODY_PART_BY_SERIES);
            return complete ? studies : withBodyParts(association, studies, wanted);
        }
    }

    private static void ask(
            Association association,
            Source source,
            Question question,
            Map<UID, CandidateStudy> found) {
        var outcome =
                association.find(
                        UsedModels.FIND,
                        keys(question, source),
                        MOST_STUDIES,
                        match -> take(source, match, found));
        boolean cancelledByUs = outcome.limited() && outcome.status().isCancel();
        if (!outcome.status().isSuccess() && !cancelledByUs) {
            throw new RefusedQuestionException("C-FIND", outcome.status());
        }
    }

    private static Proceed take(Source source, DataSet match, Map<UID, CandidateStudy> found) {
        match.uid(Tags.StudyInstanceUID)
                .map(uid -> StudyAttributes.candidate(source, uid, match))
                .ifPresent(study -> found.putIfAbsent(study.studyInstanceUID(), study));
        return Proceed.CONTINUE;
    }

    private static DataSet keys(Question question, Source source) {
        var keys = DataSet.builder().set(Tags.QueryRetrieveLevel, "STUDY");
        for (var tag : StudyAttributes.RETURNED) {
            boolean isSequence = StudyAttributes.SEQUENCES.contains(tag);
            if (!isSequence || source.profile().has(Quirk.INDEXES_INS)) {
                keys.empty(tag);
            }
        }
        question.keys().forEach(keys::set);
        return keys.build();
    }

    private static List<CandidateStudy> withBodyParts(
            Association association,
            List<CandidateStudy> studies,
            Predicate<CandidateStudy> wanted) {
        var complete = new ArrayList<CandidateStudy>();
        for (var study : studies) {
            complete.add(
                    wanted.test(study) ? study.withBodyPartsOf(series(association, study)) : study);
        }
        return complete;
    }

    private static List<DataSet> series(Association association, CandidateStudy study) {
        var keys =
                DataSet.builder()
                        .set(Tags.QueryRetrieveLevel, "SERIES")
                        .set(Tags.StudyInstanceUID, study.studyInstanceUID())
                        .empty(Tags.SeriesInstanceUID)
                        .empty(Tags.BodyPartExamined)
                        .build();
        var series = new ArrayList<DataSet>();
        association.find(UsedModels.FIND, keys, MOST_STUDIES, match -> add(series, match));
        return series;
    }

    private static Proceed add(List<DataSet> series, DataSet match) {
        series.add(match);
        return Proceed.CONTINUE;
    }
}
