// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import spiders.archive.dimse.CallerRight;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.CommitmentRequest;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.RetrieveListener;
import spiders.dicom.net.SOPReference;
import spiders.dicom.net.Status;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Somebody at the DICOM port of a hub, who asks once for what a right allows. */
record DimseCaller(AETitle caller, int port) {

    private static final UID FIND = UIDs.StudyRootQueryRetrieveInformationModelFind;
    private static final UID GET = UIDs.StudyRootQueryRetrieveInformationModelGet;
    private static final UID ANOTHER = new UID(SampleObjects.STUDY.value() + ".77");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Status ask(CallerRight right) throws IOException {
        return switch (right) {
            case STORE -> store(ANOTHER, 2);
            case QUERY -> find();
            case RETRIEVE -> get();
            case COMMIT -> commit();
        };
    }

    private Association open(AssociationRequest request) {
        var node = new RemoteNode(new AETitle("SPIDERS"), "127.0.0.1", port, false);
        return Association.open(node, request, NetworkOptions.defaults());
    }

    Status store(UID study, int number) throws IOException {
        var object = SampleObjects.storable(study, number);
        try (var association = open(AssociationRequest.forStore(caller, List.of(object)))) {
            return association.store(object);
        }
    }

    private static DataSet study() {
        return DataSet.builder()
                .set(Tags.QueryRetrieveLevel, "STUDY")
                .set(Tags.StudyInstanceUID, SampleObjects.STUDY)
                .build();
    }

    private Status find() {
        try (var association = open(AssociationRequest.forServices(caller, FIND))) {
            return association.find(FIND, study(), 10, _ -> Proceed.CONTINUE).status();
        }
    }

    private Status get() {
        var classes = List.of(UIDs.RawDataStorage);
        try (var association = open(AssociationRequest.forGet(caller, GET, classes))) {
            return association
                    .get(GET, study(), (_, _) -> Status.SUCCESS, RetrieveListener.NONE)
                    .status();
        }
    }

    private Status commit() {
        var kept = new SOPReference(UIDs.RawDataStorage, SampleObjects.sop(1));
        var services = AssociationRequest.forServices(caller, UIDs.StorageCommitmentPushModel);
        try (var association = open(services)) {
            association.onEvent((_, _) -> Status.SUCCESS);
            var request = CommitmentRequest.of(List.of(kept)).action();
            var status = association.perform(request).status();
            if (status.isSuccess()) {
                assertThat(association.awaitEvent(PATIENCE)).isTrue();
            }
            return status;
        }
    }
}
