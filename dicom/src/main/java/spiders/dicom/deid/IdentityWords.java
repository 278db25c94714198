// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.RetiredTags;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of one object that name somebody or something: of every person's name, and of the
 * identifiers, addresses and institutions that the basic profile takes out.
 */
final class IdentityWords {

    private static final int LIMIT = 10_000;
    private static final int LONG = 4;
    private static final int LONG_LIMIT = 200;
    private static final Set<String> TITLES =
            Set.of(
                    "dr",
                    "docteur",
                    "doctor",
                    "pr",
                    "prof",
                    "professeur",
                    "professor",
                    "m",
                    "mr",
                    "mrs",
                    "ms",
                    "miss",
                    "mme",
                    "mlle",
                    "monsieur",
                    "madame",
                    "mademoiselle",
                    "md",
                    "phd");

    /** (0010,0012) Name to Use, and what stands around it: newer than our PS3.6. */
    private static final Tag NAME_TO_USE = Tag.of(0x0010, 0x0012);

    private static final Set<Tag> IDENTIFIERS =
            Set.of(
                    Tags.PatientID,
                    RetiredTags.OtherPatientIDs,
                    Tags.AccessionNumber,
                    Tags.AdmissionID,
                    Tags.PatientAddress,
                    Tags.PatientTelephoneNumbers,
                    Tags.InstitutionName,
                    Tags.InstitutionAddress,
                    Tags.InstitutionalDepartmentName,
                    Tags.ReferringPhysicianAddress,
                    Tags.ReferringPhysicianTelephoneNumbers,
                    Tags.RequestingService,
                    Tags.CurrentPatientLocation,
                    RetiredTags.InsurancePlanIdentification,
                    RetiredTags.MedicalRecordLocator,
                    Tags.StationName,
                    Tags.PatientInsurancePlanCodeSequence);

    private final Set<String> words = new HashSet<>();
    private final List<String> longWords = new ArrayList<>();
    private final Vocabulary vocabulary;

    private IdentityWords(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    static IdentityWords of(DataSet dataSet, Vocabulary vocabulary) {
        var found = new IdentityWords(vocabulary);
        found.collect(dataSet);
        return found;
    }

    private void collect(DataSet dataSet) {
        for (Element element : dataSet.elements()) {
            switch (element) {
                case SequenceElement(_, var items) -> items.forEach(this::collect);
                case ValueElement value when isName(value) -> collect(value, 2, false);
                case ValueElement value when value.tag().equals(Tags.PatientBirthDate) ->
                        collectDate(value.string().orElse(""));
                case ValueElement value when IDENTIFIERS.contains(value.tag()) ->
                        collect(value, 3, true);
                default -> {}
            }
        }
    }

    /** A day of birth as text has it: the digits in either order. */
    private void collectDate(String date) {
        var digits = date.replace(".", "");
        if (digits.length() == 8) {
            add(digits);
            add(digits.substring(6) + digits.substring(4, 6) + digits.substring(0, 4));
        }
    }

    private static boolean isName(ValueElement value) {
        return value.vr() == VR.PN || value.tag().equals(NAME_TO_USE);
    }

    /** A word of a name counts though it is one of the body too (Dr Hand); of an address not. */
    private void collect(ValueElement value, int least, boolean isLenient) {
        Words.each(value.text(), (_, word) -> collect(word, least, isLenient));
    }

    private void collect(String word, int least, boolean isLenient) {
        var plain = Words.plain(word);
        boolean isGeneral = TITLES.contains(plain) || (isLenient && vocabulary.allows(word));
        if (plain.length() >= least && !isGeneral) {
            add(plain);
        }
    }

    private void add(String plain) {
        boolean isNew = words.size() < LIMIT && words.add(plain);
        if (isNew && plain.length() >= LONG && longWords.size() < LONG_LIMIT) {
            longWords.add(plain);
        }
    }

    static boolean isTitle(String plain) {
        return TITLES.contains(plain);
    }

    /** Whether a word is one of them. */
    boolean names(String word) {
        return words.contains(Words.plain(word));
    }

    /** Whether a word is one of them, or has a long one of them within. */
    boolean match(String word) {
        var plain = Words.plain(word);
        if (words.contains(plain)) {
            return true;
        }
        for (var part : longWords) {
            if (plain.length() > part.length() && plain.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
