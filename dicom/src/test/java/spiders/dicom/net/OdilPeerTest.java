// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.SERVER;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.Peer;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;
import spiders.dicom.net.InstanceAvailability.Availability;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Services that DCMTK lacks, with Odil. */
@Tag("peer")
@Timeout(90)
class OdilPeerTest {

    private static final UID MPPS = UIDs.ModalityPerformedProcedureStep;
    private static final UID AVAILABILITY = UIDs.InstanceAvailabilityNotification;

    @TempDir private Path folder;

    private static Association openOdil(int port, ProposedContext context)
            throws InterruptedException {
        var node = new RemoteNode(SERVER, "127.0.0.1", port, false);
        return Loopback.open(node, new AssociationRequest(CLIENT, List.of(context)));
    }

    private Program odil(int port) throws InterruptedException {
        var program =
                Program.start(
                        folder.resolve("odil.log"),
                        "/usr/bin/python3",
                        Program.script("odil_provider.py"),
                        Integer.toString(port));
        program.await("listening");
        return program;
    }

    private static ProposedContext implicit(UID sopClassUID) {
        return new ProposedContext(
                sopClassUID, List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN), Role.SCU);
    }

    @Test
    void odil_takes_a_procedure_step_from_begin_to_end() throws Exception {
        var step = PerformedProcedureStep.begin();
        int port = Program.freePort();
        try (var odil = odil(port)) {
            try (var association = openOdil(port, implicit(MPPS))) {
                var begun = DataSet.builder().set(Tags.PerformedProcedureStepID, "P1").build();
                assertThat(association.perform(step.create(begun)).status())
                        .isEqualTo(Status.SUCCESS);
                var series = DataSet.builder().set(Tags.SeriesInstanceUID, "1.2.3").build();
                var ended =
                        DataSet.builder()
                                .set(Tags.PerformedProcedureStepEndDate, "20261126")
                                .set(Tags.PerformedProcedureStepEndTime, "101500")
                                .sequence(Tags.PerformedSeriesSequence, series)
                                .build();
                var response = association.perform(step.complete(ended));
                assertThat(response.status()).isEqualTo(Status.SUCCESS);
                assertThat(response.sopInstanceUID()).isEqualTo(step.sopInstanceUID());
            }
            odil.await("released");
            assertThat(odil.output())
                    .contains("request 0140", "IN PROGRESS", "request 0120", "COMPLETED")
                    .contains("released");
        }
    }

    @Test
    void odil_commits_to_storage_and_says_so_on_the_same_association() throws Exception {
        var instance = new SOPReference(CT, UID.random());
        var request = CommitmentRequest.of(List.of(instance));
        var results = new ArrayList<CommitmentResult>();
        int port = Program.freePort();
        try (var odil = odil(port)) {
            try (var association = openOdil(port, implicit(UIDs.StorageCommitmentPushModel))) {
                association.onEvent((event, peer) -> {
                    results.add(CommitmentResult.of(event));
                    return Status.SUCCESS;
                });
                assertThat(association.perform(request.action()).status())
                        .isEqualTo(Status.SUCCESS);
                assertThat(association.awaitEvent(Duration.ofSeconds(20))).isTrue();
            }
            odil.await("released");
            assertThat(odil.output()).contains("request 0130", "event answered 0000");
        }
        assertThat(results)
                .containsExactly(
                        new CommitmentResult(
                                request.transactionUID(), List.of(instance), List.of()));
    }

    @Test
    void odil_creates_and_sets_at_our_provider() {
        var heard = Collections.synchronizedList(new ArrayList<NormalizedRequest>());
        NormalizedHandler provider =
                (request, caller) -> {
                    heard.add(request);
                    return NormalizedResponse.of(request, Status.SUCCESS);
                };
        var users = Collections.synchronizedList(new ArrayList<String>());
        IdentityHandler identity =
                (shown, peer) -> {
                    users.add(shown.primaryText() + " " + shown.secondaryText());
                    return IdentityAnswer.accepted();
                };
        try (var server =
                Loopback.start(
                        Loopback.server()
                                .providing(Set.of(MPPS), provider)
                                .identifying(identity))) {
            var output =
                    Peer.run(
                            "/usr/bin/python3",
                            Program.script("odil_user.py"),
                            Integer.toString(server.port().orElseThrow()));
            var created = (NormalizedRequest.Create) heard.getFirst();
            assertThat(output)
                    .contains("created 0000 " + created.sopInstanceUID().value(), "set 0000");
            assertThat(heard.get(1))
                    .isInstanceOf(NormalizedRequest.Set.class)
                    .extracting(NormalizedRequest::sopInstanceUID)
                    .isEqualTo(created.sopInstanceUID());
        }
        assertThat(users).containsExactly("durand right");
    }

    private static InstanceAvailability availability() {
        var instance =
                new InstanceAvailability.Instance(
                        new SOPReference(CT, UID.random()), Availability.NEARLINE, SERVER);
        var series = new InstanceAvailability.Series(UID.random(), List.of(instance));
        return new InstanceAvailability(UID.random(), List.of(series));
    }

    @Test
    void odil_is_told_which_instances_are_available() throws Exception {
        var available = availability();
        var notification = available.create();
        int port = Program.freePort();
        try (var odil = odil(port)) {
            try (var association = openOdil(port, implicit(AVAILABILITY))) {
                assertThat(association.perform(notification).status()).isEqualTo(Status.SUCCESS);
            }
            odil.await("released");
            assertThat(odil.output())
                    .contains("request 0140", "NEARLINE", available.studyInstanceUID().value())
                    .contains(available.series().getFirst().seriesInstanceUID().value());
        }
    }

    @Test
    void odil_tells_our_provider_which_instances_are_available() throws IOException {
        var available = availability();
        var notification = available.create();
        var heard = Collections.synchronizedList(new ArrayList<NormalizedRequest>());
        NormalizedHandler provider =
                (request, caller) -> {
                    heard.add(request);
                    return NormalizedResponse.of(request, Status.SUCCESS);
                };
        try (var server = Loopback.server().providing(Set.of(AVAILABILITY), provider).start()) {
            var output =
                    Peer.run(
                            "/usr/bin/python3",
                            Program.script("odil_creator.py"),
                            Integer.toString(server.port().orElseThrow()),
                            AVAILABILITY.value(),
                            notification.sopInstanceUID().value(),
                            json(notification.dataSet()));
            assertThat(output).contains("created 0000");
        }
        var create = (NormalizedRequest.Create) heard.getFirst();
        assertThat(create.sopInstanceUID()).isEqualTo(notification.sopInstanceUID());
        assertThat(InstanceAvailability.of(create)).isEqualTo(available);
    }

    private static String json(DataSet dataSet) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonModel.write(dataSet, out, BulkDataURI.inline());
        return out.toString(UTF_8);
    }

    @Test
    void odil_agrees_to_no_overlapping_and_to_no_query_options() throws Exception {
        int port = Program.freePort();
        var negotiation =
                Negotiation.NONE
                        .withWindow(OperationsWindow.of(16))
                        .withQueryOptions(QueryOptions.ALL, Loopback.FIND);
        try (var _ = odil(port)) {
            var node = new RemoteNode(SERVER, "127.0.0.1", port, false);
            var request = AssociationRequest.forServices(CLIENT, Loopback.FIND).with(negotiation);
            try (var association = Loopback.open(node, request)) {
                assertThat(association.agreed().window()).isEqualTo(OperationsWindow.SYNCHRONOUS);
                assertThat(association.agreed().queryOptions(Loopback.FIND))
                        .isEqualTo(QueryOptions.NONE);
            }
        }
    }
}
