// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.FIND;
import static spiders.dicom.net.Loopback.GET;
import static spiders.dicom.net.Loopback.MOVE;
import static spiders.dicom.net.Loopback.OPTIONS;
import static spiders.dicom.net.Loopback.SERVER;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.Loopback.Kept;
import spiders.dicom.net.Loopback.Shelf;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** What a listener is told of the operations of a server. */
class ServedOperationTest {

    private static final DataSet STUDY_KEYS =
            DataSet.builder()
                    .set(Tags.QueryRetrieveLevel, "STUDY")
                    .empty(Tags.StudyInstanceUID)
                    .build();
    private static final int SIZE = 200_000;

    /** Remembers everything. */
    private static final class Heard implements AssociationListener {

        private final List<ServedOperation> operations = new ArrayList<>();
        private final AtomicLong received = new AtomicLong();
        private final AtomicLong sent = new AtomicLong();
        private final CountDownLatch ended = new CountDownLatch(1);

        @Override
        public synchronized void served(Peer peer, ServedOperation operation) {
            operations.add(operation);
        }

        @Override
        public void transferred(Peer peer, long in, long out) {
            received.addAndGet(in);
            sent.addAndGet(out);
        }

        @Override
        public void ended(Peer peer) {
            ended.countDown();
        }

        List<String> told() throws InterruptedException {
            assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
            return operations.stream()
                    .map(one -> "%s %04X".formatted(one.service(), one.status().code()))
                    .toList();
        }
    }

    @Test
    void echoes_and_stores_are_told_with_their_bytes() throws Exception {
        var heard = new Heard();
        try (var server =
                Loopback.server()
                        .listener(heard)
                        .storing(StorageClasses::isStandard, new Kept())
                        .start()) {
            try (var association = Loopback.open(server, UIDs.Verification, CT)) {
                association.echo();
                association.store(Loopback.instance(SIZE));
            }
            assertThat(heard.told()).containsExactly("C-ECHO 0000", "C-STORE 0000");
        }
        assertThat(heard.received).hasValueBetween((long) SIZE, SIZE + 2000L);
        assertThat(heard.sent).hasValueBetween(100L, 2000L);
    }

    @Test
    void stores_that_overlap_are_told_each() throws Exception {
        var heard = new Heard();
        int count = 20;
        var objects = IntStream.range(0, count).mapToObj(_ -> Loopback.instance(1000)).toList();
        var request =
                AssociationRequest.forServices(CLIENT, CT)
                        .with(Negotiation.NONE.withWindow(OperationsWindow.of(8)));
        try (var server =
                Loopback.server()
                        .listener(heard)
                        .storing(StorageClasses::isStandard, new Kept())
                        .start()) {
            try (var association = Association.open(Loopback.node(server), request, OPTIONS)) {
                association.storeAll(objects, (_, _) -> Proceed.CONTINUE);
            }
            assertThat(heard.told()).hasSize(count).containsOnly("C-STORE 0000");
        }
    }

    @Test
    void searches_are_told_with_their_last_status() throws Exception {
        var heard = new Heard();
        FindHandler handler =
                (_, sink) -> {
                    sink.match(STUDY_KEYS);
                    return Status.OUT_OF_RESOURCES;
                };
        try (var server = Loopback.server().listener(heard).finding(handler).start()) {
            try (var association = Loopback.open(server, FIND)) {
                association.find(FIND, STUDY_KEYS, 10, _ -> Proceed.CONTINUE);
            }
            assertThat(heard.told()).containsExactly("C-FIND A700");
            assertThat(heard.operations.getFirst().took()).isPositive();
        }
    }

    @Test
    void what_a_move_sends_elsewhere_counts_as_sent() throws Exception {
        var heard = new Heard();
        var kept = new Kept();
        try (var destination =
                        Loopback.server()
                                .callers(Callers.any())
                                .storing(StorageClasses::isStandard, kept)
                                .start();
                var server =
                        Loopback.server()
                                .listener(heard)
                                .retrieving(
                                        new Shelf(
                                                List.of(Loopback.instance(SIZE)),
                                                Optional.of(Loopback.node(destination))))
                                .start()) {
            try (var association = Loopback.open(server, MOVE)) {
                association.move(MOVE, STUDY_KEYS, SERVER, RetrieveListener.NONE);
            }
            assertThat(heard.told()).containsExactly("C-MOVE 0000");
        }
        assertThat(kept.objects).hasSize(1);
        assertThat(heard.sent).hasValueGreaterThan(SIZE);
        assertThat(heard.received).hasValueLessThan(SIZE);
    }

    @Test
    void what_a_get_sends_counts_once() throws Exception {
        var heard = new Heard();
        var shelf = new Shelf(List.of(Loopback.instance(SIZE)), Optional.empty());
        try (var server = Loopback.server().listener(heard).retrieving(shelf).start()) {
            var request = AssociationRequest.forGet(CLIENT, GET, List.of(CT));
            try (var association = Association.open(Loopback.node(server), request, OPTIONS)) {
                association.get(GET, STUDY_KEYS, new Kept(), RetrieveListener.NONE);
            }
            assertThat(heard.told()).containsExactly("C-GET 0000");
        }
        assertThat(heard.sent).hasValueBetween((long) SIZE, SIZE + 3000L);
    }

    @Test
    void an_association_that_a_fault_of_ours_ends_is_over_too() throws Exception {
        var heard = new Heard();
        EchoHandler failing =
                peer -> {
                    throw new IllegalStateException("no echo");
                };
        try (var server = Loopback.server().listener(heard).echoing(failing).start();
                var association = Loopback.echo(server)) {
            assertThatExceptionOfType(NetworkException.class).isThrownBy(association::echo);
            assertThat(heard.ended.await(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(heard.operations).isEmpty();
    }

    @Test
    void two_listeners_hear_the_same() {
        var first = new Heard();
        var second = new Heard();
        var both = first.and(second);
        var peer = peer();

        both.served(peer, new ServedOperation("C-FIND", Status.SUCCESS, Duration.ZERO));
        both.transferred(peer, 1, 2);
        both.accepted(peer);
        both.released(peer);
        both.ended(peer);
        both.rejected(peer.address(), "A", "B", Rejection.NO_REASON);

        assertThat(first.operations).isEqualTo(second.operations).hasSize(1);
        assertThat(first.sent).hasValue(2);
        assertThat(second.received).hasValue(1);
        assertThat(second.ended.getCount()).isZero();
    }

    private static Peer peer() {
        return new Peer(
                CLIENT,
                SERVER,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                new ChannelSecurity.Plain(),
                "",
                "",
                Negotiation.NONE);
    }
}
