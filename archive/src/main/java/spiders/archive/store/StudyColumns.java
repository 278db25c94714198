// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.FoldedName;
import spiders.archive.PatientIdentifier;
import spiders.archive.matching.NameKeys;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.json.JsonModel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What columns hold of the attributes of a study, so that it is found by them: the same whether the
 * study comes, is indexed again, or was there before the columns were.
 *
 * @param referring the referring physician's name, folded
 * @param nameKeys how the patient's name sounds
 * @param aliases the patient's identifiers, with each name of their issuers
 */
record StudyColumns(
        String studyID,
        String birthDate,
        String sex,
        String referring,
        List<String> nameKeys,
        Set<PatientIdentifier> aliases) {

    private static final int LONGEST = 128;
    private static final int MOST_OTHER_IDS = 50;

    StudyColumns {
        nameKeys = List.copyOf(nameKeys);
        aliases = Set.copyOf(aliases);
    }

    /**
     * Reads the attributes that the index keeps of a study.
     *
     * @param json as the column has them
     */
    static StudyColumns of(byte[] json) {
        try {
            return of(JsonModel.read(Bytes.of(json).stream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StudyColumns of(DataSet attributes) {
        return new StudyColumns(
                text(attributes, Tags.StudyID),
                text(attributes, Tags.PatientBirthDate),
                text(attributes, Tags.PatientSex),
                FoldedName.of(text(attributes, Tags.ReferringPhysicianName)),
                new ArrayList<>(NameKeys.of(text(attributes, Tags.PatientName))),
                aliases(attributes));
    }

    private static Set<PatientIdentifier> aliases(DataSet attributes) {
        var aliases = new LinkedHashSet<PatientIdentifier>();
        add(aliases, attributes, false);
        attributes.items(Tags.OtherPatientIDsSequence).stream()
                .limit(MOST_OTHER_IDS)
                .forEach(item -> add(aliases, item, true));
        return aliases;
    }

    /** The patient's own identifier without an issuer is known by the domain that sent it. */
    private static void add(Set<PatientIdentifier> aliases, DataSet item, boolean isOther) {
        var value = text(item, Tags.PatientID).strip();
        var issuers = issuers(item);
        if (value.isEmpty() || value.length() > LONGEST) {
            return;
        }
        for (var issuer : issuers) {
            if (issuer.length() <= LONGEST) {
                aliases.add(new PatientIdentifier(issuer, value));
            }
        }
        if (issuers.isEmpty() && isOther) {
            aliases.add(new PatientIdentifier("", value));
        }
    }

    /** The names that the issuer of an identifier has in it. */
    static Set<String> issuers(DataSet item) {
        var issuers = new LinkedHashSet<String>();
        issuers.add(text(item, Tags.IssuerOfPatientID).strip());
        item.items(Tags.IssuerOfPatientIDQualifiersSequence)
                .forEach(one -> issuers.add(text(one, Tags.UniversalEntityID).strip()));
        issuers.remove("");
        return issuers;
    }

    private static String text(DataSet dataSet, Tag tag) {
        return dataSet.string(tag).orElse("").replace("\0", "");
    }
}
