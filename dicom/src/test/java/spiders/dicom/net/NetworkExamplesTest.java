// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The network examples of the module's README. */
class NetworkExamplesTest {

    private static final AETitle ARCHIVE = new AETitle("ARCHIVE");
    private static final AETitle CT1 = new AETitle("CT1");
    private static final List<AllowedCaller> CALLERS = List.of(new AllowedCaller(CT1, "127.0.0.1"));

    @TempDir private Path folder;

    private static RemoteNode node(AssociationServer server) {
        return new RemoteNode(ARCHIVE, "127.0.0.1", server.port().orElseThrow(), false);
    }

    @Test
    void files_are_stored_on_one_side_and_written_on_the_other() throws Exception {
        var file = folder.resolve("image.dcm");
        var uid = UID.random();
        try (var out = Files.newOutputStream(file)) {
            var image =
                    DataSet.builder()
                            .set(Tags.SOPClassUID, UIDs.CTImageStorage)
                            .set(Tags.SOPInstanceUID, uid)
                            .set(Tags.PatientName, "Désiré^Test")
                            .build();
            Part10.write(out, image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        var received = Files.createDirectories(folder.resolve("received"));
        var store =
                AssociationServer.builder(ARCHIVE)
                        .port(0)
                        .callers(Callers.only(CALLERS))
                        .storing(StorageClasses::isStandard, FileStore.into(received));
        try (var server = store.start()) {
            var instances = List.of(StorableInstance.of(file));
            var request =
                    AssociationRequest.forStore(CT1, instances)
                            .with(Negotiation.NONE.withWindow(OperationsWindow.of(16)));
            try (var association =
                    Association.open(node(server), request, NetworkOptions.defaults())) {
                association.storeAll(instances, (instance, status) -> Proceed.CONTINUE);
            }
        }
        var stored = Part10.read(received.resolve(uid.value() + ".dcm"));
        assertThat(stored.dataSet()).isEqualTo(Part10.read(file).dataSet());
    }

    @Test
    void commitment_is_asked_for_and_the_result_heard() throws Exception {
        NormalizedHandler provider =
                (request, caller) -> {
                    var asked = CommitmentRequest.of(request);
                    var _ =
                            caller.report(
                                    new CommitmentResult(
                                                    asked.transactionUID(),
                                                    asked.instances(),
                                                    List.of())
                                            .event());
                    return NormalizedResponse.of(request, Status.SUCCESS);
                };
        var references = List.of(new SOPReference(UIDs.CTImageStorage, UID.random()));
        var results = new ArrayList<CommitmentResult>();
        var commitment = UIDs.StorageCommitmentPushModel;
        try (var server =
                        AssociationServer.builder(ARCHIVE)
                                .port(0)
                                .callers(Callers.only(CALLERS))
                                .providing(Set.of(commitment), provider)
                                .start();
                var association =
                        Association.open(
                                node(server),
                                AssociationRequest.forServices(CT1, commitment),
                                NetworkOptions.defaults())) {
            association.onEvent((event, peer) -> {
                results.add(CommitmentResult.of(event));
                return Status.SUCCESS;
            });
            association.perform(CommitmentRequest.of(references).action());
            assertThat(association.awaitEvent(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(results.getFirst().committed()).isEqualTo(references);
    }

    @Test
    void the_user_is_named_and_the_query_options_agreed() throws Exception {
        var find = UIDs.StudyRootQueryRetrieveInformationModelFind;
        var negotiation =
                Negotiation.NONE
                        .withIdentity(UserIdentity.jwt("token").withResponseRequested())
                        .withQueryOptions(QueryOptions.ALL, find);
        try (var server =
                        AssociationServer.builder(ARCHIVE)
                                .port(0)
                                .callers(Callers.only(CALLERS))
                                .finding((request, sink) -> Status.SUCCESS)
                                .queryOptions(QueryOptions.ALL)
                                .identifying((identity, peer) -> IdentityAnswer.accepted())
                                .start();
                var association =
                        Association.open(
                                node(server),
                                AssociationRequest.forServices(CT1, find).with(negotiation),
                                NetworkOptions.defaults())) {
            assertThat(association.agreed().queryOptions(find)).isEqualTo(QueryOptions.ALL);
        }
    }
}
