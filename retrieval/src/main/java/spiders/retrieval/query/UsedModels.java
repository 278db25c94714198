// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.query;

import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

/** The information models that PACS are asked in: of every one, the Study Root. */
public final class UsedModels {

    public static final UID FIND = UIDs.StudyRootQueryRetrieveInformationModelFind;
    public static final UID MOVE = UIDs.StudyRootQueryRetrieveInformationModelMove;
    public static final UID GET = UIDs.StudyRootQueryRetrieveInformationModelGet;

    private UsedModels() {}
}
