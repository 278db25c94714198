// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.EXPLICIT;
import static spiders.dicom.net.Loopback.OPTIONS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Asynchronous operations: agreed on, used by our user, kept by our provider. */
@Timeout(30)
class OperationsWindowTest {

    private static Association open(AssociationServer server, OperationsWindow window) {
        var request =
                AssociationRequest.forStore(CLIENT, CT, EXPLICIT)
                        .with(Negotiation.NONE.withWindow(window));
        return Association.open(Loopback.node(server), request, OPTIONS);
    }

    private static List<StorableInstance> instances(int count) {
        return IntStream.range(0, count).mapToObj(i -> Loopback.instance(2_000)).toList();
    }

    /** Answers nobody until so many are there at once; fails one that waits in vain. */
    private static final class Together implements StoreHandler {

        private final CountDownLatch all;
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final List<UID> began = Collections.synchronizedList(new ArrayList<>());

        Together(int count) {
            all = new CountDownLatch(count);
        }

        @Override
        public Status store(StoreRequest request, InputStream dataSet) throws IOException {
            began.add(request.sopInstanceUID());
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                dataSet.readAllBytes();
                all.countDown();
                return all.await(10, TimeUnit.SECONDS) ? Status.SUCCESS : Status.OUT_OF_RESOURCES;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Status.PROCESSING_FAILURE;
            } finally {
                now.decrementAndGet();
            }
        }
    }

    @Test
    void as_many_as_agreed_are_under_way_at_once_and_no_more() throws Exception {
        var together = new Together(4);
        var answered = new ArrayList<Status>();
        try (var server =
                        Loopback.server()
                                .storing(StorageClasses::isStandard, together)
                                .storesAtOnce(4)
                                .start();
                var association = open(server, OperationsWindow.of(16))) {
            assertThat(association.agreed().window()).isEqualTo(new OperationsWindow(4, 1));
            var sent = instances(40);
            association.storeAll(
                    sent,
                    (instance, status) -> {
                        answered.add(status);
                        return Proceed.CONTINUE;
                    });
            assertThat(together.began)
                    .containsExactlyElementsOf(
                            sent.stream().map(StorableInstance::sopInstanceUID).toList());
        }
        assertThat(answered).hasSize(40).containsOnly(Status.SUCCESS);
        assertThat(together.most).hasValue(4);
    }

    @ParameterizedTest
    @CsvSource({"1,8,1", "8,1,1", "0,8,8", "3,8,3", "65535,8,8"})
    void the_lesser_of_both_is_agreed(int proposed, int granted, int agreed) throws Exception {
        try (var server =
                        Loopback.server()
                                .storing(StorageClasses::isStandard, new Loopback.Kept())
                                .storesAtOnce(granted)
                                .start();
                var association = open(server, OperationsWindow.of(proposed))) {
            assertThat(association.agreed().window().invoked()).isEqualTo(agreed);
        }
    }

    @Test
    void where_queries_are_agreed_on_too_operations_do_not_overlap() throws Exception {
        try (var server =
                        Loopback.server()
                                .storing(StorageClasses::isStandard, new Loopback.Kept())
                                .finding((request, sink) -> Status.SUCCESS)
                                .start();
                var association =
                        Association.open(
                                Loopback.node(server),
                                AssociationRequest.forServices(CLIENT, Loopback.FIND, CT)
                                        .with(Negotiation.NONE.withWindow(OperationsWindow.of(4))),
                                OPTIONS)) {
            assertThat(association.agreed().window()).isEqualTo(OperationsWindow.SYNCHRONOUS);
        }
    }

    @Test
    void each_response_goes_to_its_own_instance_whatever_the_order() throws Exception {
        var others = new CountDownLatch(3);
        StoreHandler lastFirst =
                (request, dataSet) -> {
                    boolean late = dataSet.readAllBytes().length > 5_000;
                    if (late) {
                        await(others);
                        return Status.SUCCESS.withComment("late");
                    }
                    return Status.of(0xB000);
                };
        var sent = new ArrayList<>(List.of(Loopback.instance(6_000)));
        sent.addAll(instances(3));
        var order = new ArrayList<UID>();
        try (var server = Loopback.server().storing(StorageClasses::isStandard, lastFirst).start();
                var association = open(server, OperationsWindow.of(4))) {
            association.storeAll(
                    sent,
                    (instance, status) -> {
                        assertThat(status.isSuccess()).isEqualTo(instance.equals(sent.getFirst()));
                        order.add(instance.sopInstanceUID());
                        others.countDown();
                        return Proceed.CONTINUE;
                    });
        }
        assertThat(order).hasSize(4).endsWith(sent.getFirst().sopInstanceUID());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_listener_that_cancels_still_hears_what_is_under_way() throws Exception {
        var kept = new Loopback.Kept();
        var heard = new AtomicInteger();
        try (var server = Loopback.server().storing(StorageClasses::isStandard, kept).start();
                var association = open(server, OperationsWindow.of(4))) {
            association.storeAll(
                    instances(50),
                    (instance, status) -> {
                        heard.incrementAndGet();
                        return Proceed.CANCEL;
                    });
            assertThat(association.isOpen()).isTrue();
        }
        assertThat(heard.get()).isBetween(4, 5).isEqualTo(kept.objects.size());
    }

    @Test
    void an_instance_without_a_context_is_named_and_the_others_go() throws Exception {
        var kept = new Loopback.Kept();
        var other =
                Loopback.instance(
                        UID.random(), TransferSyntax.JPEG_2000_LOSSLESS, new byte[] {1, 2});
        var statuses = new ArrayList<Status>();
        try (var server = Loopback.server().storing(StorageClasses::isStandard, kept).start();
                var association = open(server, OperationsWindow.of(2))) {
            association.storeAll(
                    List.of(Loopback.instance(10), other, Loopback.instance(10)),
                    (instance, status) -> {
                        statuses.add(status);
                        return Proceed.CONTINUE;
                    });
        }
        assertThat(statuses.stream().filter(Status::isSuccess)).hasSize(2);
        assertThat(statuses).anyMatch(status -> status.comment().contains("no presentation"));
        assertThat(kept.objects).hasSize(2);
    }

    @Test
    void a_connection_lost_with_stores_under_way_is_told() throws Exception {
        StoreHandler aborting =
                (request, dataSet) -> {
                    throw new AssociationAbortedException(
                            "x", AssociationAbortedException.Cause.LOCAL_USER, 0);
                };
        try (var server = Loopback.server().storing(StorageClasses::isStandard, aborting).start();
                var association = open(server, OperationsWindow.of(8))) {
            var heard = new ArrayList<Status>();
            association.storeAll(
                    instances(3),
                    (instance, status) -> {
                        heard.add(status);
                        return Proceed.CONTINUE;
                    });
            assertThat(heard).hasSize(3).containsOnly(Status.PROCESSING_FAILURE);
        }
        try (var gone = Loopback.server().storing(StorageClasses::isStandard, this::never).start();
                var association = open(gone, OperationsWindow.of(8))) {
            Thread.ofVirtual().start(gone::close);
            assertThatExceptionOfType(NetworkException.class)
                    .isThrownBy(() ->
                            association.storeAll(
                                    instances(100), (instance, status) -> Proceed.CONTINUE));
        }
    }

    private Status never(StoreRequest request, InputStream dataSet) throws IOException {
        dataSet.readAllBytes();
        return dataSet.read() < 0 ? waitForEver() : Status.SUCCESS;
    }

    private static Status waitForEver() {
        await(new CountDownLatch(1));
        return Status.SUCCESS;
    }

    @Test
    void verification_is_answered_between_overlapping_stores() throws Exception {
        var together = new Together(2);
        var contexts =
                List.of(
                        ProposedContext.uncompressed(UIDs.Verification),
                        new ProposedContext(CT, List.of(EXPLICIT), Role.SCU));
        var request =
                new AssociationRequest(
                        CLIENT, contexts, Negotiation.NONE.withWindow(OperationsWindow.of(4)));
        try (var server = Loopback.server().storing(StorageClasses::isStandard, together).start();
                var association = Association.open(Loopback.node(server), request, OPTIONS)) {
            association.storeAll(instances(4), (instance, status) -> Proceed.CONTINUE);
            assertThat(association.echo()).isEqualTo(Status.SUCCESS);
        }
    }
}
