// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

/**
 * What is worked out once for an object.
 *
 * @param sopClass the SOP Class, or the empty root {@code 0} where the object names none
 */
record ObjectContext(
        DeidentificationSettings settings,
        ProfileRules rules,
        KeyedValues keyed,
        PatientPseudonym patient,
        DateShift shift,
        DescriptorCleaner text,
        UID sopClass) {

    private static final UID NO_CLASS = new UID("0");
    private static final String MODIFIED = "MODIFIED";

    static ObjectContext of(
            DataSet dataSet, DeidentificationSettings settings, ProfileRules rules) {
        var keyed = settings.key().values();
        var identity = PatientIdentity.of(dataSet);
        var patient = settings.pseudonyms().of(identity);
        var words = IdentityWords.of(dataSet, settings.vocabulary());
        boolean keepsAges =
                settings.profile().has(ConfidentialityOption.RETAIN_PATIENT_CHARACTERISTICS);
        return new ObjectContext(
                settings,
                rules,
                keyed,
                patient,
                shift(dataSet, settings, keyed, patient),
                new DescriptorCleaner(settings.vocabulary(), words, keepsAges),
                dataSet.uid(Tags.SOPClassUID).orElse(NO_CLASS));
    }

    /**
     * The days of an object whose patient is already a pseudonym of the key are not moved again.
     */
    private static DateShift shift(
            DataSet dataSet,
            DeidentificationSettings settings,
            KeyedValues keyed,
            PatientPseudonym patient) {
        boolean isMoved =
                keyed.isOwnPatient(dataSet.string(Tags.PatientID).orElse(""))
                        && dataSet.string(Tags.LongitudinalTemporalInformationModified)
                                .filter(MODIFIED::equals)
                                .isPresent();
        var dates = settings.dates();
        return isMoved
                ? new DateShift(0)
                : new DateShift(
                        keyed.number("days", patient.dateKey(), dates.least(), dates.most()));
    }

    boolean has(ConfidentialityOption option) {
        return settings.profile().has(option);
    }
}
