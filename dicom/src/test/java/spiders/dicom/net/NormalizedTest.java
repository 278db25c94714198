// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.OPTIONS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.InstanceAvailability.Availability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** DIMSE-N services, our user with our provider. */
@Timeout(30)
class NormalizedTest {

    private static final UID COMMITMENT = UIDs.StorageCommitmentPushModel;
    private static final UID MPPS = UIDs.ModalityPerformedProcedureStep;

    private static final DataSet ATTRIBUTES =
            DataSet.builder().set(Tags.PerformedProcedureStepID, "P1").build();

    private static AssociationServer providing(UID sopClassUID, NormalizedHandler handler) {
        return Loopback.start(Loopback.server().providing(Set.of(sopClassUID), handler));
    }

    @Test
    void every_service_carries_what_it_has_to_the_handler_and_back() {
        var heard = new ArrayList<NormalizedRequest>();
        var reply = DataSet.builder().set(Tags.PerformedProcedureStepID, "P2").build();
        NormalizedHandler handler =
                (request, caller) -> {
                    heard.add(request);
                    return new NormalizedResponse(
                            Status.SUCCESS.withComment("done"), request.sopInstanceUID(), reply);
                };
        var instance = UID.random();
        var requests =
                List.of(
                        new NormalizedRequest.Create(MPPS, instance, ATTRIBUTES),
                        new NormalizedRequest.Set(MPPS, instance, ATTRIBUTES),
                        new NormalizedRequest.Get(
                                MPPS, instance, List.of(Tags.PatientID, Tags.PixelData)),
                        new NormalizedRequest.Get(MPPS, instance, List.of()),
                        new NormalizedRequest.Action(MPPS, instance, 7, ATTRIBUTES),
                        new NormalizedRequest.Action(MPPS, instance, 0xFFFF, DataSet.empty()),
                        new NormalizedRequest.Delete(MPPS, instance));
        try (var server = providing(MPPS, handler);
                var association = Loopback.open(server, MPPS)) {
            for (var request : requests) {
                var response = association.perform(request);
                assertThat(response.status().isSuccess()).isTrue();
                assertThat(response.status().comment()).isEqualTo("done");
                assertThat(response.sopInstanceUID()).isEqualTo(instance);
                assertThat(response.dataSet()).isEqualTo(reply);
            }
        }
        assertThat(heard).isEqualTo(requests);
    }

    @Test
    void a_handler_may_refuse_or_fail_and_the_association_goes_on() {
        NormalizedHandler handler =
                (request, caller) -> {
                    if (request instanceof NormalizedRequest.Delete) {
                        throw new OperationRefusedException(Status.NO_SUCH_OBJECT_INSTANCE);
                    }
                    throw new IllegalStateException("broken");
                };
        try (var server = providing(MPPS, handler);
                var association = Loopback.open(server, MPPS)) {
            var uid = UID.random();
            assertThat(association.perform(new NormalizedRequest.Delete(MPPS, uid)).status())
                    .isEqualTo(Status.NO_SUCH_OBJECT_INSTANCE);
            assertThat(
                            association
                                    .perform(new NormalizedRequest.Set(MPPS, uid, ATTRIBUTES))
                                    .status())
                    .isEqualTo(Status.PROCESSING_FAILURE);
        }
    }

    @Test
    void commitment_is_told_on_the_same_association() throws Exception {
        var kept = new SOPReference(CT, UID.random());
        var lost = new SOPReference(CT, UID.random());
        var reported = new CompletableFuture<NormalizedResponse>();
        NormalizedHandler provider =
                (request, caller) -> {
                    var asked = CommitmentRequest.of(request);
                    assertThat(asked.instances()).containsExactly(kept, lost);
                    var result = result(asked.transactionUID(), kept, lost);
                    var _ = caller.report(result.event()).thenAccept(reported::complete);
                    return NormalizedResponse.of(request, Status.SUCCESS);
                };
        var results = new ArrayList<CommitmentResult>();
        try (var server = providing(COMMITMENT, provider);
                var association = Loopback.open(server, COMMITMENT)) {
            association.onEvent((event, peer) -> {
                results.add(CommitmentResult.of(event));
                return Status.SUCCESS;
            });
            var request = CommitmentRequest.of(List.of(kept, lost));
            assertThat(association.perform(request.action()).status()).isEqualTo(Status.SUCCESS);
            assertThat(association.awaitEvent(Duration.ofSeconds(10))).isTrue();
            assertThat(results).containsExactly(result(request.transactionUID(), kept, lost));
            assertThat(reported.get(10, TimeUnit.SECONDS).status()).isEqualTo(Status.SUCCESS);
            assertThat(association.awaitEvent(Duration.ofMillis(50))).isFalse();
            assertThat(association.perform(CommitmentRequest.of(List.of(kept, lost)).action()))
                    .extracting(NormalizedResponse::status)
                    .isEqualTo(Status.SUCCESS);
        }
    }

    private static CommitmentResult result(UID transaction, SOPReference kept, SOPReference lost) {
        return new CommitmentResult(
                transaction,
                List.of(kept),
                List.of(
                        new CommitmentResult.Failure(
                                lost, CommitmentResult.NO_SUCH_OBJECT_INSTANCE)));
    }

    @Test
    void commitment_is_told_on_an_association_of_the_provider() throws Exception {
        var results = Collections.synchronizedList(new ArrayList<CommitmentResult>());
        EventHandler user =
                (event, peer) -> {
                    results.add(CommitmentResult.of(event));
                    return Status.SUCCESS;
                };
        var kept = new SOPReference(CT, UID.random());
        var result = new CommitmentResult(UID.random(), List.of(kept), List.of());
        var syntaxes = ProposedContext.uncompressed(COMMITMENT).transferSyntaxes();
        try (var asker = Loopback.server().hearing(Set.of(COMMITMENT), user).start()) {
            for (var role : List.of(Role.SCP, Role.SCU)) { // Some providers select no role.
                var request =
                        new AssociationRequest(
                                CLIENT, List.of(new ProposedContext(COMMITMENT, syntaxes, role)));
                try (var association = Association.open(Loopback.node(asker), request, OPTIONS)) {
                    assertThat(association.perform(result.event()).status())
                            .isEqualTo(Status.SUCCESS);
                }
            }
        }
        assertThat(results).containsExactly(result, result);
    }

    @Test
    void an_event_that_cannot_be_told_any_more_fails() throws Exception {
        var callers = new CompletableFuture<EventReporter>();
        NormalizedHandler provider =
                (request, caller) -> {
                    callers.complete(caller);
                    return NormalizedResponse.of(request, Status.SUCCESS);
                };
        var kept = new SOPReference(CT, UID.random());
        try (var server = providing(COMMITMENT, provider)) {
            var association = Loopback.open(server, COMMITMENT);
            association.perform(CommitmentRequest.of(List.of(kept)).action());
            var first = callers.get().report(event(kept));
            association.close();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> first.get(10, TimeUnit.SECONDS))
                    .withCauseInstanceOf(AssociationAbortedException.class);
            assertThat(callers.get().report(event(kept))).isCompletedExceptionally();
        }
    }

    private static NormalizedRequest.EventReport event(SOPReference kept) {
        return new CommitmentResult(UID.random(), List.of(kept), List.of()).event();
    }

    @Test
    void a_thousand_events_wait_for_a_caller_and_no_more() {
        var kept = new SOPReference(CT, UID.random());
        var reports = new ArrayList<CompletableFuture<NormalizedResponse>>();
        var refused = new ArrayList<Boolean>();
        NormalizedHandler provider =
                (request, caller) -> {
                    for (int i = 0; i < 1_001; i++) {
                        reports.add(caller.report(event(kept))); // Until this is answered.
                        refused.add(reports.getLast().isCompletedExceptionally());
                    }
                    return NormalizedResponse.of(request, Status.SUCCESS);
                };
        try (var server = providing(COMMITMENT, provider);
                var association = Loopback.open(server, COMMITMENT)) {
            association.perform(CommitmentRequest.of(List.of(kept)).action());
        }
        assertThat(refused.subList(0, 1_000)).containsOnly(false);
        assertThat(refused.getLast()).isTrue();
    }

    @Test
    void events_of_many_threads_go_one_after_the_other() throws Exception {
        var callers = new CompletableFuture<EventReporter>();
        NormalizedHandler provider =
                (request, caller) -> {
                    callers.complete(caller);
                    return NormalizedResponse.of(request, Status.SUCCESS);
                };
        var kept = new SOPReference(CT, UID.random());
        try (var server = providing(COMMITMENT, provider);
                var association = Loopback.open(server, COMMITMENT)) {
            association.onEvent((event, peer) -> Status.SUCCESS);
            association.perform(CommitmentRequest.of(List.of(kept)).action());
            var sent = new ArrayList<CompletableFuture<NormalizedResponse>>();
            for (int i = 0; i < 20; i++) {
                sent.add(callers.thenComposeAsync(caller -> caller.report(event(kept))));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(association.awaitEvent(Duration.ofSeconds(10))).isTrue();
            }
            for (var one : sent) {
                assertThat(one.get(10, TimeUnit.SECONDS).status()).isEqualTo(Status.SUCCESS);
            }
        }
    }

    @Test
    void availability_is_notified() {
        var heard = new ArrayList<InstanceAvailability>();
        NormalizedHandler provider =
                (request, caller) -> {
                    heard.add(InstanceAvailability.of((NormalizedRequest.Create) request));
                    return NormalizedResponse.of(request, Status.SUCCESS);
                };
        var told =
                new InstanceAvailability(
                        UID.random(),
                        List.of(
                                new InstanceAvailability.Series(
                                        UID.random(),
                                        List.of(
                                                new InstanceAvailability.Instance(
                                                        new SOPReference(CT, UID.random()),
                                                        Availability.NEARLINE,
                                                        CLIENT)))));
        var service = UIDs.InstanceAvailabilityNotification;
        try (var server = providing(service, provider);
                var association = Loopback.open(server, service)) {
            assertThat(association.perform(told.create()).status()).isEqualTo(Status.SUCCESS);
            var empty = new NormalizedRequest.Create(service, UID.random(), ATTRIBUTES);
            assertThat(association.perform(empty).status()).isEqualTo(Status.MISSING_ATTRIBUTE);
        }
        assertThat(heard).containsExactly(told);
    }

    @Test
    void a_procedure_step_ends_as_the_standard_asks() {
        var step = PerformedProcedureStep.begin();
        assertThat(step.create(ATTRIBUTES).dataSet().string(Tags.PerformedProcedureStepStatus))
                .contains("IN PROGRESS");
        assertThatIllegalArgumentException().isThrownBy(() -> step.complete(ATTRIBUTES));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        step.update(
                                ATTRIBUTES.with(Tags.PerformedProcedureStepStatus, "COMPLETED")));
    }
}
