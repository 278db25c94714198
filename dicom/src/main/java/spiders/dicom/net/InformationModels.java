// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.util.List;

/** The information models of query and retrieve, by service (PS3.4 section C.3). */
public final class InformationModels {

    public static final List<UID> FIND =
            List.of(
                    UIDs.PatientRootQueryRetrieveInformationModelFind,
                    UIDs.StudyRootQueryRetrieveInformationModelFind);

    public static final List<UID> MOVE =
            List.of(
                    UIDs.PatientRootQueryRetrieveInformationModelMove,
                    UIDs.StudyRootQueryRetrieveInformationModelMove);

    public static final List<UID> GET =
            List.of(
                    UIDs.PatientRootQueryRetrieveInformationModelGet,
                    UIDs.StudyRootQueryRetrieveInformationModelGet);

    private InformationModels() {}

    /** Whether the top level of the model is the patient. */
    public static boolean isPatientRoot(UID model) {
        return model.equals(UIDs.PatientRootQueryRetrieveInformationModelFind)
                || model.equals(UIDs.PatientRootQueryRetrieveInformationModelMove)
                || model.equals(UIDs.PatientRootQueryRetrieveInformationModelGet);
    }
}
