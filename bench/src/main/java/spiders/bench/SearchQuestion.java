// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.archive.store.Search.Level;
import spiders.bench.store.SyntheticStudy;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A question about a study that is there.
 *
 * @param isFuzzy whether names are asked for as they sound
 * @param withModality whether the modality is asked for besides
 */
record SearchQuestion(
        String name, Level level, Tag tag, Ask ask, boolean isFuzzy, boolean withModality) {

    /** The value that is asked for. */
    interface Ask {
        String value(SyntheticStudy study);
    }

    private static final List<Tag> ANSWERED =
            List.of(
                    Tags.StudyDate,
                    Tags.StudyTime,
                    Tags.AccessionNumber,
                    Tags.ModalitiesInStudy,
                    Tags.StudyDescription,
                    Tags.PatientName,
                    Tags.PatientID,
                    Tags.PatientBirthDate,
                    Tags.StudyInstanceUID,
                    Tags.NumberOfStudyRelatedInstances);

    static final List<SearchQuestion> ALL =
            List.of(
                    study("StudyInstanceUID", Tags.StudyInstanceUID, SyntheticStudy::uid),
                    study("PatientID", Tags.PatientID, SyntheticStudy::patientID),
                    study("AccessionNumber", Tags.AccessionNumber, SyntheticStudy::accession),
                    study("name, first part", Tags.PatientName, s -> s.familyName() + "*"),
                    study(
                            "name, three letters",
                            Tags.PatientName,
                            s -> s.name().substring(0, 3) + "*"),
                    study("name, middle part", Tags.PatientName, s -> "*" + middle(s) + "*"),
                    new SearchQuestion(
                            "name as it sounds",
                            Level.STUDY,
                            Tags.PatientName,
                            s -> s.familyName().toLowerCase(Locale.ROOT),
                            true,
                            false),
                    study("a day", Tags.StudyDate, SyntheticStudy::date),
                    study("a year", Tags.StudyDate, s -> year(s) + "0101-" + year(s) + "1231"),
                    new SearchQuestion(
                            "modality and day",
                            Level.STUDY,
                            Tags.StudyDate,
                            SyntheticStudy::date,
                            false,
                            true),
                    new SearchQuestion(
                            "PatientID, series",
                            Level.SERIES,
                            Tags.PatientID,
                            SyntheticStudy::patientID,
                            false,
                            false));

    private static SearchQuestion study(String name, Tag tag, Ask ask) {
        return new SearchQuestion(name, Level.STUDY, tag, ask, false, false);
    }

    private static String middle(SyntheticStudy study) {
        return study.familyName().substring(2, Math.min(7, study.familyName().length()));
    }

    private static String year(SyntheticStudy study) {
        return study.date().substring(0, 4);
    }

    /** Whether a C-FIND without negotiated options can ask it: of studies, and not by sound. */
    boolean isForFind() {
        return level == Level.STUDY && !isFuzzy;
    }

    DataSet keys(SyntheticStudy study) {
        var keys = DataSet.builder();
        if (withModality) {
            keys.set(text(Tags.ModalitiesInStudy, study.modality()));
        }
        return keys.set(text(tag, ask.value(study))).build();
    }

    /** The identifier of a C-FIND of the Study Root, with what a list of studies shows. */
    DataSet identifier(SyntheticStudy study) {
        var identifier = DataSet.builder().set(Tags.QueryRetrieveLevel, "STUDY");
        ANSWERED.forEach(answered ->
                identifier.set(
                        ValueElement.received(answered, Dictionary.vr(answered), List.of())));
        keys(study).forEach(identifier::set);
        return identifier.build();
    }

    /** The path and query of a QIDO-RS request, below the root of the service. */
    String query(SyntheticStudy study, int limit) {
        var text = new StringBuilder(level == Level.SERIES ? "/series?" : "/studies?");
        var keys = keys(study);
        for (var key : keys) {
            var value = keys.string(key.tag()).orElse("");
            text.append(key.tag().hex())
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                    .append('&');
        }
        return text + "limit=" + limit + (isFuzzy ? "&fuzzymatching=true" : "");
    }

    private static ValueElement text(Tag tag, String value) {
        return ValueElement.received(tag, Dictionary.vr(tag), List.of(value));
    }
}
