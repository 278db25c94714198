// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.query;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.region.Source;
import spiders.region.SourceProfile.Quirk;
import spiders.retrieval.SourceIdentity;
import spiders.retrieval.StudyDescription;
import spiders.retrieval.matching.SeenPerson;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The attributes asked of a study, and what an answer says in them. */
final class StudyAttributes {

    /** Return keys at study level; the patient's are those that identities are compared by. */
    static final List<Tag> RETURNED =
            List.of(
                    Tags.StudyInstanceUID,
                    Tags.StudyDate,
                    Tags.StudyTime,
                    Tags.StudyDescription,
                    Tags.AccessionNumber,
                    Tags.ModalitiesInStudy,
                    Tags.NumberOfStudyRelatedSeries,
                    Tags.NumberOfStudyRelatedInstances,
                    Tags.BodyPartExamined,
                    Tags.PatientName,
                    Tags.PatientID,
                    Tags.IssuerOfPatientID,
                    Tags.PatientBirthDate,
                    Tags.PatientSex,
                    Tags.PatientBirthName,
                    Tags.OtherPatientNames,
                    Tags.OtherPatientIDsSequence,
                    Tags.IssuerOfPatientIDQualifiersSequence);

    /** Sequences, which some sources refuse in a query. */
    static final List<Tag> SEQUENCES =
            List.of(Tags.OtherPatientIDsSequence, Tags.IssuerOfPatientIDQualifiersSequence);

    private StudyAttributes() {}

    static CandidateStudy candidate(Source source, UID study, DataSet match) {
        return new CandidateStudy(source.id(), study, description(match), person(source, match));
    }

    private static StudyDescription description(DataSet match) {
        return new StudyDescription(
                text(match, Tags.StudyDate),
                text(match, Tags.StudyTime),
                text(match, Tags.StudyDescription),
                match.strings(Tags.ModalitiesInStudy),
                match.strings(Tags.BodyPartExamined),
                text(match, Tags.AccessionNumber),
                count(match, Tags.NumberOfStudyRelatedSeries),
                count(match, Tags.NumberOfStudyRelatedInstances));
    }

    private static int count(DataSet match, Tag tag) {
        return Math.max(0, match.integer(tag).orElse(0));
    }

    private static SeenPerson person(Source source, DataSet match) {
        var identities = new ArrayList<SourceIdentity>();
        addIdentity(identities, source, match);
        match.items(Tags.OtherPatientIDsSequence)
                .forEach(item -> addOtherIdentity(identities, item));
        var others =
                Stream.concat(
                                match.strings(Tags.PatientBirthName).stream(),
                                match.strings(Tags.OtherPatientNames).stream())
                        .toList();
        return new SeenPerson(
                identities,
                text(match, Tags.PatientName),
                others,
                text(match, Tags.PatientBirthDate),
                text(match, Tags.PatientSex),
                source.profile().has(Quirk.QUALIFIED_INS));
    }

    /** An identifier without an issuer is one of the source's own domain. */
    private static void addIdentity(List<SourceIdentity> identities, Source source, DataSet match) {
        var value = text(match, Tags.PatientID);
        if (!value.isEmpty()) {
            var issuer = issuer(match);
            identities.add(new SourceIdentity(issuer.isEmpty() ? source.issuer() : issuer, value));
        }
    }

    private static void addOtherIdentity(List<SourceIdentity> identities, DataSet item) {
        var value = text(item, Tags.PatientID);
        var issuer = issuer(item);
        if (!value.isEmpty() && !issuer.isEmpty()) {
            identities.add(new SourceIdentity(issuer, value));
        }
    }

    private static String issuer(DataSet match) {
        return match.items(Tags.IssuerOfPatientIDQualifiersSequence).stream()
                .map(item -> text(item, Tags.UniversalEntityID))
                .filter(id -> !id.isEmpty())
                .findFirst()
                .orElseGet(() -> text(match, Tags.IssuerOfPatientID));
    }

    private static String text(DataSet match, Tag tag) {
        return match.string(tag).orElse("").strip();
    }
}
