// SPDX-License-Identifier: Apache-2.0
package spiders.archive.manifest;

import spiders.archive.Ins;
import spiders.archive.PatientTraits;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.Map;
import java.util.Optional;

/**
 * Whose manifest it is: by the national identity where that is qualified, for only then may its
 * number be given (RNIV); else as the study has it, whose number is one of its hospital.
 */
final class ManifestPatient {

    /** The names that the national domains have in messages, by their OIDs. */
    private static final Map<String, String> ISSUERS =
            Map.of(
                    "1.2.250.1.213.1.4.8", "ASIP-SANTE-INS-NIR",
                    "1.2.250.1.213.1.4.9", "ASIP-SANTE-INS-NIA",
                    // Of fictitious persons, for tests and demonstrations.
                    "1.2.250.1.213.1.4.10", "ASIP-SANTE-INS-NIR",
                    "1.2.250.1.213.1.4.11", "ASIP-SANTE-INS-NIR");

    private ManifestPatient() {}

    /** The attributes of a study, about the patient by these traits. */
    static DataSet named(DataSet study, PatientTraits traits) {
        var ins = traits.ins();
        var issuer = Optional.ofNullable(ISSUERS.get(ins.oid())).filter(_ -> isGiven(ins));
        return issuer.map(label -> named(study, traits, label))
                .orElseGet(() -> study.without(Tags.OtherPatientIDsSequence));
    }

    private static DataSet named(DataSet study, PatientTraits traits, String issuer) {
        var ins = traits.ins();
        var qualifiers =
                DataSet.builder()
                        .set(Tags.UniversalEntityID, ins.oid())
                        .set(Tags.UniversalEntityIDType, "ISO")
                        .build();
        var named =
                study.toBuilder()
                        .set(Tags.PatientID, ins.value())
                        .set(Tags.IssuerOfPatientID, issuer)
                        .sequence(Tags.IssuerOfPatientIDQualifiersSequence, qualifiers)
                        .set(Tags.PatientName, name(traits))
                        .set(Tags.PatientSex, traits.sex().code());
        traits.birthDay().ifPresent(day -> named.set(Tags.PatientBirthDate, day));
        return named.sequence(Tags.OtherPatientIDsSequence, local(study)).build();
    }

    private static boolean isGiven(Ins ins) {
        return ins.status() == Ins.Status.QUAL && !ins.value().isEmpty();
    }

    /** Birth name, and the first given name of the birth record. */
    private static String name(PatientTraits traits) {
        return traits.birthName() + "^" + traits.givenNames().split(" ", 2)[0];
    }

    /** The number that the objects carry. */
    private static DataSet local(DataSet study) {
        var item =
                DataSet.builder()
                        .set(Tags.PatientID, study.string(Tags.PatientID).orElse(""))
                        .set(Tags.TypeOfPatientID, "TEXT");
        study.element(Tags.IssuerOfPatientID).ifPresent(item::set);
        study.element(Tags.IssuerOfPatientIDQualifiersSequence).ifPresent(item::set);
        return item.build();
    }
}
