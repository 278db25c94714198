// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.CommitmentRequest;
import spiders.dicom.net.CommitmentResult;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.NormalizedResponse;
import spiders.dicom.net.ProposedContext;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.Role;
import spiders.dicom.net.SOPReference;
import spiders.dicom.net.Status;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Storage commitment with Orthanc, each side once user and once provider (PS3.4 annex J). */
@Tag("peer")
class CommitmentPeerTest {

    private static final AETitle US = new AETitle("SPIDERS");
    private static final NetworkOptions OPTIONS = NetworkOptions.defaults();
    private static final UID COMMITMENT = UIDs.StorageCommitmentPushModel;
    private static final SOPReference LOST =
            new SOPReference(UIDs.CTImageStorage, new UID("1.2.826.0.1.3680043.2.1125.7.99"));

    @TempDir private Path directory;

    private final BlockingQueue<CommitmentResult> results = new LinkedBlockingQueue<>();
    private final BlockingQueue<CommitmentRequest> requests = new LinkedBlockingQueue<>();

    private AssociationServer.Builder server() {
        return AssociationServer.builder(US).port(0).callers(Callers.any());
    }

    private static RemoteNode us(AssociationServer server) {
        return new RemoteNode(US, "127.0.0.1", server.port().orElseThrow(), false);
    }

    private SOPReference stored(RemoteNode node) throws IOException {
        var file = SampleFiles.write(directory.resolve("files"), 1, 32).getFirst();
        var instance = SampleFiles.instance(file);
        var request = AssociationRequest.forStore(US, List.of(instance));
        try (var association = Association.open(node, request, OPTIONS)) {
            assertThat(association.store(instance)).isEqualTo(Status.SUCCESS);
        }
        return new SOPReference(instance.sopClassUID(), instance.sopInstanceUID());
    }

    @Test
    void orthanc_commits_to_what_it_has_and_not_to_what_it_lacks() throws Exception {
        try (var server =
                        server().hearing(
                                        Set.of(COMMITMENT),
                                        (event, peer) -> {
                                            results.add(CommitmentResult.of(event));
                                            return Status.SUCCESS;
                                        })
                                .start();
                var orthanc = OrthancProcess.start(directory, List.of(us(server)))) {
            var kept = stored(orthanc.node());
            var request = CommitmentRequest.of(List.of(kept, LOST));
            var contexts = AssociationRequest.forServices(US, COMMITMENT);
            try (var association = Association.open(orthanc.node(), contexts, OPTIONS)) {
                assertThat(association.perform(request.action()).status())
                        .isEqualTo(Status.SUCCESS);
            }

            var result = results.poll(20, TimeUnit.SECONDS);

            assertThat(result)
                    .as(orthanc.output())
                    .isEqualTo(
                            new CommitmentResult(
                                    request.transactionUID(),
                                    List.of(kept),
                                    List.of(
                                            new CommitmentResult.Failure(
                                                    LOST,
                                                    CommitmentResult.NO_SUCH_OBJECT_INSTANCE))));
        }
    }

    @Test
    void orthanc_asks_us_and_takes_the_result() throws Exception {
        try (var server =
                        server().providing(
                                        Set.of(COMMITMENT),
                                        (request, caller) -> {
                                            requests.add(CommitmentRequest.of(request));
                                            return NormalizedResponse.of(request, Status.SUCCESS);
                                        })
                                .start();
                var orthanc = OrthancProcess.start(directory, List.of(us(server)))) {
            var kept = stored(orthanc.node());
            var asked = post(orthanc, kept);
            var request = requests.poll(20, TimeUnit.SECONDS);
            assertThat(request).as(orthanc.output()).isNotNull();
            assertThat(request.instances()).containsExactly(kept, LOST);
            assertThat(asked).contains(request.transactionUID().value());
            var path = "storage-commitment/" + request.transactionUID().value();
            assertThat(orthanc.get(path)).contains("\"Status\" : \"Pending\"");

            report(orthanc.node(), result(request, kept));

            assertThat(orthanc.get(path))
                    .contains("\"Status\" : \"Failure\"", kept.sopInstanceUID().value())
                    .contains("\"FailureReason\" : 274", LOST.sopInstanceUID().value());
        }
    }

    private static String post(OrthancProcess orthanc, SOPReference kept) {
        var json =
                """
                {"DicomInstances": [["%s", "%s"], ["%s", "%s"]]}
                """
                        .formatted(
                                kept.sopClassUID().value(),
                                kept.sopInstanceUID().value(),
                                LOST.sopClassUID().value(),
                                LOST.sopInstanceUID().value());
        return orthanc.post("modalities/SPIDERS/storage-commitment", json);
    }

    private static CommitmentResult result(CommitmentRequest request, SOPReference kept) {
        var failure = new CommitmentResult.Failure(LOST, CommitmentResult.NO_SUCH_OBJECT_INSTANCE);
        return new CommitmentResult(request.transactionUID(), List.of(kept), List.of(failure));
    }

    /** On an association of ours, as the provider that its opener is by role selection. */
    private static void report(RemoteNode node, CommitmentResult result) {
        var syntaxes = ProposedContext.uncompressed(COMMITMENT).transferSyntaxes();
        var context = new ProposedContext(COMMITMENT, syntaxes, Role.SCP);
        var request = new AssociationRequest(US, List.of(context));
        try (var association = Association.open(node, request, OPTIONS)) {
            assertThat(association.contexts().getFirst().role()).isEqualTo(Role.SCP);
            assertThat(association.perform(result.event()).status()).isEqualTo(Status.SUCCESS);
        }
    }
}
