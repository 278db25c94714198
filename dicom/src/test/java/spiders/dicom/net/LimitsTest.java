// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.EXPLICIT;
import static spiders.dicom.net.Loopback.FIND;
import static spiders.dicom.net.Loopback.OPTIONS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.Loopback.Kept;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** PDUs of every size, timers, and callers that take more than their share. */
@Timeout(60)
class LimitsTest {

    private static final Duration SHORT = Duration.ofMillis(400);

    private static void awaitEmpty(AssociationServer server) throws InterruptedException {
        for (int left = 200; left > 0 && server.associations() > 0; left--) {
            Thread.sleep(50);
        }
        assertThat(server.associations()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64, 65, 127, 4_096, 131_072, 1 << 20, Integer.MAX_VALUE})
    void pdus_of_any_length_are_obeyed_both_ways(int length) throws Exception {
        var kept = new Kept();
        var options = OPTIONS.withMaxPDULength(length);
        var sizes =
                length > 0 && length < 4_096 ? List.of(0, 99, 4_000) : List.of(0, 99, 3_000_000);
        var filler = "x".repeat(900);
        try (var server =
                Loopback.server()
                        .options(options)
                        .storing(StorageClasses::isStandard, kept)
                        .finding((request, sink) -> {
                            sink.match(request.keys().with(Tags.PatientComments, filler));
                            return Status.SUCCESS;
                        })
                        .start()) {
            var contexts =
                    List.of(
                            ProposedContext.uncompressed(FIND),
                            new ProposedContext(CT, List.of(EXPLICIT), Role.SCU));
            var request = new AssociationRequest(CLIENT, contexts);
            try (var association = Association.open(Loopback.node(server), request, options)) {
                for (int size : sizes) {
                    var uid = UID.random();
                    var bytes = Loopback.dataSet(uid, size + size % 2);
                    association.store(Loopback.instance(uid, EXPLICIT, bytes));
                    assertThat(kept.objects.getLast().bytes()).isEqualTo(bytes);
                }
                var keys = DataSet.builder().set(Tags.QueryRetrieveLevel, "STUDY").build();
                var found = new ArrayList<DataSet>();
                association.find(
                        FIND,
                        keys,
                        9,
                        match -> {
                            found.add(match);
                            return Proceed.CONTINUE;
                        });
                assertThat(found.getFirst().string(Tags.PatientComments)).contains(filler);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 20})
    void a_caller_that_takes_only_tiny_pdus_gets_no_longer_ones(int length) throws Exception {
        var request = RawPeer.request();
        var tiny =
                new PDU.AssociateRQ(
                        1,
                        request.calledAETitle(),
                        request.callingAETitle(),
                        request.applicationContext(),
                        request.contexts(),
                        new PDU.UserInformation(length, "1.2.3", "TINY", List.of()));
        var echo =
                new CommandSet(CommandField.C_ECHO_RQ)
                        .set(CommandSet.AFFECTED_SOP_CLASS_UID, UIDs.Verification)
                        .set(CommandSet.MESSAGE_ID, 1)
                        .encode();
        try (var server = Loopback.server().start();
                var peer = new RawPeer(server.port().orElseThrow())) {
            peer.send(PDUEncoder.encode(tiny));
            assertThat(peer.receive()).isInstanceOf(PDU.AssociateAC.class);
            peer.send(RawPeer.data(1, 3, echo));
            var command = new ByteArrayOutputStream();
            int control = 0;
            while ((control & 2) == 0) {
                var header = ByteBuffer.wrap(peer.in().readNBytes(12));
                assertThat(header.getInt(2)).isBetween(7, length);
                control = header.get(11);
                command.writeBytes(peer.in().readNBytes(header.getInt(6) - 2));
            }
            assertThat(CommandSet.decode(command.toByteArray()).status()).isEqualTo(Status.SUCCESS);
        }
    }

    /** The header of one P-DATA-TF that holds one last data fragment in context 3. */
    private static byte[] hugeHeader(long fragment) {
        return ByteBuffer.allocate(12)
                .put((byte) PDU.P_DATA_TF)
                .put((byte) 0)
                .putInt((int) (fragment + 6))
                .putInt((int) (fragment + 2))
                .put((byte) 3)
                .put((byte) 2)
                .array();
    }

    private static byte[] store() {
        return new CommandSet(CommandField.C_STORE_RQ)
                .set(CommandSet.AFFECTED_SOP_CLASS_UID, CT)
                .set(CommandSet.AFFECTED_SOP_INSTANCE_UID, new UID("1.2.3"))
                .set(CommandSet.MESSAGE_ID, 1)
                .withDataSet()
                .encode();
    }

    @Test
    void a_pdu_of_four_gigabytes_is_read_as_it_comes() throws Exception {
        long length = 0xFFFF_FFF0L - 8;
        var counted = new java.util.concurrent.atomic.AtomicLong();
        StoreHandler counting =
                (request, dataSet) -> {
                    var buffer = new byte[64 << 10];
                    for (int n = dataSet.read(buffer); n >= 0; n = dataSet.read(buffer)) {
                        counted.addAndGet(n);
                    }
                    return Status.SUCCESS;
                };
        var unlimited = OPTIONS.withMaxPDULength(0);
        try (var server =
                        Loopback.server()
                                .options(unlimited)
                                .storing(StorageClasses::isStandard, counting)
                                .start();
                var peer = new RawPeer(server.port().orElseThrow())) {
            peer.associate();
            peer.send(RawPeer.data(3, 3, store()));
            peer.send(hugeHeader(length));
            var chunk = new byte[1 << 20];
            for (int i = 0; i < 30; i++) {
                peer.send(chunk);
            }
            peer.endOutput();
            awaitEmpty(server);
            assertThat(counted).hasValue(30L << 20);
        }
    }

    @Test
    void a_limit_that_was_announced_is_kept() throws Exception {
        try (var server =
                        Loopback.server()
                                .options(OPTIONS.withMaxPDULength(64))
                                .storing(StorageClasses::isStandard, new Kept())
                                .start();
                var peer = new RawPeer(server.port().orElseThrow())) {
            peer.associate();
            peer.send(RawPeer.data(3, 3, new byte[64]));
            PDU answer = peer.receive();
            assertThat(answer).isInstanceOf(PDU.Abort.class);
        }
    }

    @Test
    void a_dripping_association_request_ends_with_the_artim_timer() throws Exception {
        var whole = PDUEncoder.encode(RawPeer.request());
        try (var server = Loopback.server().options(OPTIONS.withAssociationTimeout(SHORT)).start();
                var peer = new RawPeer(server.port().orElseThrow())) {
            long start = System.nanoTime();
            assertThatThrownBy(
                            () -> {
                                for (byte one : whole) {
                                    peer.send(new byte[] {one});
                                    Thread.sleep(30);
                                }
                            })
                    .isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
        }
    }

    @Test
    void after_an_abort_a_caller_that_does_not_close_is_closed() throws Exception {
        try (var server = Loopback.server().options(OPTIONS.withReleaseTimeout(SHORT)).start();
                var peer = new RawPeer(server.port().orElseThrow())) {
            peer.associate();
            peer.send(PDUEncoder.encode(new PDU.ReleaseRP()));
            assertThat(peer.receive()).isInstanceOf(PDU.Abort.class);
            assertThat(peer.rest()).isEmpty(); // Ends because the server closes (Sta13, ARTIM).
            awaitEmpty(server);
        }
    }

    @Test
    void a_rejected_caller_that_does_not_close_is_closed() throws Exception {
        try (var server =
                        Loopback.server()
                                .callers(Callers.only(List.of()))
                                .options(OPTIONS.withReleaseTimeout(SHORT))
                                .start();
                var peer = new RawPeer(server.port().orElseThrow())) {
            peer.send(PDUEncoder.encode(RawPeer.request()));
            assertThat(peer.receive()).isInstanceOf(PDU.AssociateRJ.class);
            assertThat(peer.rest()).isEmpty();
        }
    }

    @Test
    void a_caller_that_vanishes_within_an_object_leaves_its_place() throws Exception {
        var failed = new AtomicBoolean();
        StoreHandler reading =
                (request, dataSet) -> {
                    try {
                        dataSet.readAllBytes();
                    } catch (IOException e) {
                        failed.set(true);
                        throw e;
                    }
                    return Status.SUCCESS;
                };
        try (var server =
                        Loopback.server()
                                .options(OPTIONS.withReadTimeout(SHORT))
                                .storing(StorageClasses::isStandard, reading)
                                .start();
                var peer = new RawPeer(server.port().orElseThrow())) {
            peer.associate();
            peer.send(RawPeer.data(3, 3, store()));
            peer.send(Arrays.copyOf(hugeHeader(1_000), 500)); // And not a byte more, nor a FIN.
            awaitEmpty(server);
        }
        assertThat(failed).isTrue();
    }

    @Test
    void a_caller_that_stops_reading_its_matches_leaves_its_place() throws Exception {
        var match = DataSet.builder().set(Tags.PixelData, VR.OB, new byte[100_000]).build();
        FindHandler endless =
                (request, sink) -> {
                    while (sink.match(match) == Proceed.CONTINUE) {
                        assertThat(sink.isCancelled()).isIn(true, false);
                    }
                    return Status.CANCEL;
                };
        var find =
                new CommandSet(CommandField.C_FIND_RQ)
                        .set(CommandSet.AFFECTED_SOP_CLASS_UID, FIND)
                        .set(CommandSet.MESSAGE_ID, 1)
                        .withDataSet()
                        .encode();
        try (var server =
                        Loopback.server()
                                .options(OPTIONS.withWriteTimeout(SHORT))
                                .finding(endless)
                                .start();
                var peer = new RawPeer(server.port().orElseThrow())) {
            peer.associate();
            peer.send(RawPeer.data(5, 3, find));
            peer.send(RawPeer.data(5, 2, new byte[0]));
            Thread.sleep(100);
            awaitEmpty(server);
        }
    }

    @Test
    void a_thousand_idle_associations_keep_nobody_waiting() throws Exception {
        var kept = new Kept();
        try (var server =
                Loopback.server()
                        .limits(new ServerLimits(1_100, 1_100, 2_000))
                        .storing(StorageClasses::isStandard, kept)
                        .start()) {
            var idle = new ArrayList<RawPeer>();
            try {
                for (int i = 0; i < 1_000; i++) {
                    var peer = new RawPeer(server.port().orElseThrow());
                    idle.add(peer);
                    peer.associate();
                }
                var request = AssociationRequest.forStore(CLIENT, CT, EXPLICIT);
                try (var association = Association.open(Loopback.node(server), request, OPTIONS)) {
                    assertThat(association.store(Loopback.instance(500_000)))
                            .isEqualTo(Status.SUCCESS);
                }
                assertThat(server.associations()).isGreaterThanOrEqualTo(1_000);
            } finally {
                for (var peer : idle) {
                    peer.close();
                }
            }
            awaitEmpty(server);
        }
    }

    @Test
    void callers_that_never_pause_do_not_starve_another() throws Exception {
        StoreHandler dropping =
                (request, dataSet) -> {
                    dataSet.transferTo(java.io.OutputStream.nullOutputStream());
                    return Status.SUCCESS;
                };
        int greedy = 4 * Runtime.getRuntime().availableProcessors();
        var stop = new AtomicBoolean();
        try (var server = Loopback.server().storing(StorageClasses::isStandard, dropping).start();
                var executor = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int i = 0; i < greedy; i++) {
                var _ = executor.submit(() -> storeUntil(stop, server));
            }
            try (var association = Loopback.echo(server)) {
                for (int i = 0; i < 20; i++) {
                    assertThat(association.echo()).isEqualTo(Status.SUCCESS);
                }
            } finally {
                stop.set(true);
            }
        }
    }

    private static boolean storeUntil(AtomicBoolean stop, AssociationServer server)
            throws IOException {
        var request = AssociationRequest.forStore(CLIENT, CT, EXPLICIT);
        var instance = Loopback.instance(5_000_000);
        var patient = OPTIONS.withAssociationTimeout(Duration.ofSeconds(30));
        try (var association = Association.open(Loopback.node(server), request, patient)) {
            while (!stop.get()) {
                association.store(instance);
            }
        }
        return true;
    }
}
