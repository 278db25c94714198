// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.query;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.web.QidoClient;
import spiders.region.Source;
import spiders.region.SourceConnections;
import spiders.region.SourceProfile.Quirk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Asks by QIDO-RS. */
public final class QidoStudyFinder implements StudyFinder {

    private final SourceConnections connections;

    public QidoStudyFinder(SourceConnections connections) {
        this.connections = connections;
    }

    @Override
    public List<CandidateStudy> find(
            Source source, List<Question> questions, Predicate<CandidateStudy> wanted)
            throws InterruptedException {
        var found = new LinkedHashMap<UID, CandidateStudy>();
        try (var web = connections.web(source, source.profile().patience())) {
            var qido = new QidoClient(web);
            for (var question : questions) {
                qido.studies(keys(question), StudyAttributes.RETURNED, MOST_STUDIES)
                        .forEach(match -> take(source, match, found));
            }
            return withBodyParts(qido, source, List.copyOf(found.values()), wanted);
        }
    }

    private static void take(Source source, DataSet match, Map<UID, CandidateStudy> found) {
        match.uid(Tags.StudyInstanceUID)
                .map(uid -> StudyAttributes.candidate(source, uid, match))
                .ifPresent(study -> found.putIfAbsent(study.studyInstanceUID(), study));
    }

    private static List<CandidateStudy> withBodyParts(
            QidoClient qido,
            Source source,
            List<CandidateStudy> found,
            Predicate<CandidateStudy> wanted)
            throws InterruptedException {
        if (!source.profile().has(Quirk.BODY_PART_BY_SERIES)) {
            return found;
        }
        var complete = new ArrayList<CandidateStudy>();
        for (var study : found) {
            if (!wanted.test(study)) {
                complete.add(study);
                continue;
            }
            var series = qido.series(study.studyInstanceUID(), List.of(Tags.BodyPartExamined));
            complete.add(study.withBodyPartsOf(series));
        }
        return complete;
    }

    private static Map<String, String> keys(Question question) {
        return question.keys().entrySet().stream()
                .collect(Collectors.toMap(key -> name(key.getKey()), Map.Entry::getValue));
    }

    private static String name(Tag tag) {
        return "%04X%04X".formatted(tag.group(), tag.element());
    }
}
