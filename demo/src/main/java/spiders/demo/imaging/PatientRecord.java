// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.dictionary.Tags;

/**
 * How a hospital knows a person.
 *
 * @param hasINS whether it has the person's INS
 */
public record PatientRecord(Person person, String patientID, String issuer, boolean hasINS) {

    /** Weight of everybody here. */
    static final double WEIGHT = 74;

    void describe(DataSetBuilder to, Study study) {
        to.set(Tags.PatientName, person.patientName());
        to.set(Tags.PatientID, patientID);
        to.set(Tags.IssuerOfPatientID, issuer);
        to.set(Tags.PatientBirthDate, person.birthDate());
        to.set(Tags.PatientSex, person.sex());
        int years = study.date().getYear() - person.birthDate().getYear();
        to.set(Tags.PatientAge, "%03dY".formatted(years));
        to.set(Tags.PatientWeight, WEIGHT);
        to.set(Tags.PatientSize, person.male() ? 1.75 : 1.66);
        to.set(Tags.PatientComments, "Synthetic: no such person");
        if (hasINS) {
            var qualifiers =
                    DataSet.builder()
                            .set(Tags.UniversalEntityID, Person.TEST_INS_OID)
                            .set(Tags.UniversalEntityIDType, "ISO")
                            .build();
            to.sequence(
                    Tags.OtherPatientIDsSequence,
                    DataSet.builder()
                            .set(Tags.PatientID, person.ins())
                            .set(Tags.IssuerOfPatientID, "ASIP-SANTE-INS-NIR")
                            .set(Tags.TypeOfPatientID, "TEXT")
                            .sequence(Tags.IssuerOfPatientIDQualifiersSequence, qualifiers)
                            .build());
        }
    }
}
