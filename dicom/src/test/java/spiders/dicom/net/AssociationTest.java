// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.EXPLICIT;
import static spiders.dicom.net.Loopback.FIND;
import static spiders.dicom.net.Loopback.GET;
import static spiders.dicom.net.Loopback.MOVE;
import static spiders.dicom.net.Loopback.OPTIONS;
import static spiders.dicom.net.Loopback.SERVER;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.Loopback.Kept;
import spiders.dicom.net.Loopback.Shelf;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Our user against our provider, over loopback. */
class AssociationTest {

    private static final DataSet STUDY_KEYS =
            DataSet.builder()
                    .set(Tags.QueryRetrieveLevel, "STUDY")
                    .empty(Tags.StudyInstanceUID)
                    .build();

    @Test
    void an_association_is_kept_and_asked_again_and_again() throws Exception {
        try (var server = Loopback.server().start();
                var association = Loopback.echo(server)) {
            for (int i = 0; i < 10; i++) {
                assertThat(association.echo()).isEqualTo(Status.SUCCESS);
            }
            assertThat(association.isOpen()).isTrue();
            assertThat(association.peer().implementation()).isNotEmpty();
        }
    }

    @Test
    void a_released_association_is_told_to_the_listener() throws Exception {
        var released = new CountDownLatch(1);
        var listener =
                new AssociationListener() {
                    @Override
                    public void released(Peer peer) {
                        released.countDown();
                    }
                };
        try (var server = Loopback.server().listener(listener).start()) {
            Loopback.echo(server).close();
            assertThat(released.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_object_arrives_byte_for_byte_with_all_that_is_known_of_it() throws Exception {
        var kept = new Kept();
        for (int size : new int[] {0, 2, 100, 4_000, 262_000, 262_144, 3_000_000}) {
            var uid = UID.random();
            var bytes = Loopback.dataSet(uid, size);
            try (var server = Loopback.server().storing(StorageClasses::isStandard, kept).start();
                    var association = openStore(server)) {
                var instance = Loopback.instance(uid, EXPLICIT, bytes);
                var origin = new StoreOrigin.Move(new AETitle("ASKER"), 7);
                assertThat(association.store(instance, origin)).isEqualTo(Status.SUCCESS);
            }
            var object = kept.objects.getLast();
            assertThat(object.bytes()).isEqualTo(bytes);
            assertThat(object.request().sopInstanceUID()).isEqualTo(uid);
            assertThat(object.request().sopClassUID()).isEqualTo(CT);
            assertThat(object.request().transferSyntax()).isEqualTo(EXPLICIT);
            assertThat(object.request().peer().aeTitle()).isEqualTo(CLIENT);
            assertThat(object.request().peer().localAETitle()).isEqualTo(SERVER);
            assertThat(object.request().origin())
                    .isEqualTo(new StoreOrigin.Move(new AETitle("ASKER"), 7));
        }
    }

    private static Association openStore(AssociationServer server) {
        return openStore(server, OPTIONS);
    }

    private static Association openStore(AssociationServer server, NetworkOptions options) {
        return Association.open(
                Loopback.node(server), AssociationRequest.forStore(CLIENT, CT, EXPLICIT), options);
    }

    @Test
    void small_pdus_are_obeyed() throws Exception {
        var kept = new Kept();
        var small = OPTIONS.withMaxPDULength(4096);
        try (var server =
                        Loopback.server()
                                .storing(StorageClasses::isStandard, kept)
                                .options(small)
                                .start();
                var association = openStore(server)) {
            for (int size = 12_000; size < 12_300; size += 13) {
                var uid = UID.random();
                var bytes = Loopback.dataSet(uid, size);
                association.store(Loopback.instance(uid, EXPLICIT, bytes));
                assertThat(kept.objects.getLast().bytes()).isEqualTo(bytes);
            }
        }
    }

    @Test
    void a_handler_that_reads_nothing_still_answers_and_the_association_goes_on() throws Exception {
        StoreHandler full = (request, dataSet) -> Status.OUT_OF_RESOURCES.withComment("disk full");
        try (var server = Loopback.server().storing(StorageClasses::isStandard, full).start();
                var association = openStore(server)) {
            for (int i = 0; i < 3; i++) {
                var status = association.store(Loopback.instance(1_000_000));
                assertThat(status.code()).isEqualTo(0xA700);
                assertThat(status.comment()).isEqualTo("disk full");
            }
        }
    }

    @Test
    void a_handler_that_fails_is_answered_as_processing_failure() throws Exception {
        StoreHandler failing =
                (request, dataSet) -> {
                    throw new IOException("disk gone");
                };
        try (var server = Loopback.server().storing(StorageClasses::isStandard, failing).start();
                var association = openStore(server)) {
            assertThat(association.store(Loopback.instance(100)).code()).isEqualTo(0x0110);
            assertThat(association.isOpen()).isTrue();
        }
    }

    @Test
    void an_unwanted_object_beyond_the_drain_limit_ends_the_association() throws Exception {
        StoreHandler full = (request, dataSet) -> Status.OUT_OF_RESOURCES;
        var options = OPTIONS.withDrainLimit(100_000);
        try (var server =
                        Loopback.server()
                                .storing(StorageClasses::isStandard, full)
                                .options(options)
                                .start();
                var association = openStore(server)) {
            assertThatExceptionOfType(AssociationAbortedException.class)
                    .isThrownBy(() -> association.store(Loopback.instance(20_000_000)));
        }
    }

    @Test
    void a_class_the_server_does_not_take_is_named() throws Exception {
        try (var server = Loopback.server().start();
                var association =
                        Association.open(
                                Loopback.node(server),
                                new AssociationRequest(
                                        CLIENT,
                                        List.of(
                                                ProposedContext.uncompressed(UIDs.Verification),
                                                ProposedContext.uncompressed(CT))),
                                OPTIONS)) {
            assertThatExceptionOfType(ContextNotAcceptedException.class)
                    .isThrownBy(() -> association.store(Loopback.instance(100)))
                    .withMessageContaining("CT Image Storage")
                    .withMessageContaining("SERVER at 127.0.0.1");
            assertThat(association.echo()).isEqualTo(Status.SUCCESS);
        }
    }

    @Test
    void matches_come_as_they_are_found() throws Exception {
        var first = new CountDownLatch(1);
        FindHandler slow =
                (request, sink) -> {
                    sink.match(study("1.2.1"));
                    try {
                        assertThat(first.await(5, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    sink.match(study("1.2.2"));
                    return Status.SUCCESS;
                };
        var found = new ArrayList<String>();
        try (var server = Loopback.server().finding(slow).start();
                var association = Loopback.open(server, FIND)) {
            var outcome =
                    association.find(
                            FIND,
                            STUDY_KEYS,
                            100,
                            match -> {
                                first.countDown();
                                found.add(match.string(Tags.StudyInstanceUID).orElseThrow());
                                return Proceed.CONTINUE;
                            });
            assertThat(outcome).isEqualTo(new FindOutcome(Status.SUCCESS, 2, false));
        }
        assertThat(found).containsExactly("1.2.1", "1.2.2");
    }

    private static DataSet study(String uid) {
        return DataSet.builder()
                .set(Tags.QueryRetrieveLevel, "STUDY")
                .set(Tags.PatientName, "DUPONT^Zoé")
                .set(Tags.StudyInstanceUID, new UID(uid))
                .build();
    }

    @Test
    void the_limit_cancels_the_search_at_the_provider() throws Exception {
        var cancelled = new CountDownLatch(1);
        FindHandler endless =
                (request, sink) -> {
                    while (sink.match(study("1.2.3")) == Proceed.CONTINUE) {
                        Thread.onSpinWait();
                    }
                    cancelled.countDown();
                    return Status.SUCCESS;
                };
        try (var server = Loopback.server().finding(endless).start();
                var association = Loopback.open(server, FIND, UIDs.Verification)) {
            var outcome = association.find(FIND, STUDY_KEYS, 5, match -> Proceed.CONTINUE);
            assertThat(outcome).isEqualTo(new FindOutcome(Status.CANCEL, 5, true));
            assertThat(cancelled.await(1, TimeUnit.SECONDS)).isTrue();
            assertThat(association.echo()).isEqualTo(Status.SUCCESS);
            assertThat(association.find(FIND, STUDY_KEYS, 1, match -> Proceed.CANCEL).matches())
                    .isEqualTo(1);
        }
    }

    @Test
    void exactly_the_limit_is_not_limited() throws Exception {
        FindHandler two =
                (request, sink) -> {
                    sink.match(study("1.2.1"));
                    sink.match(study("1.2.2"));
                    return Status.SUCCESS;
                };
        try (var server = Loopback.server().finding(two).start();
                var association = Loopback.open(server, FIND)) {
            assertThat(association.find(FIND, STUDY_KEYS, 2, match -> Proceed.CONTINUE))
                    .isEqualTo(new FindOutcome(Status.SUCCESS, 2, false));
        }
    }

    @Test
    void a_refused_search_has_the_handlers_status() throws Exception {
        FindHandler refusing =
                (request, sink) -> {
                    throw new OperationRefusedException(
                            Status.NOT_AUTHORISED.withComment("not you"));
                };
        try (var server = Loopback.server().finding(refusing).start();
                var association = Loopback.open(server, FIND)) {
            var outcome = association.find(FIND, STUDY_KEYS, 2, match -> Proceed.CONTINUE);
            assertThat(outcome.status()).isEqualTo(Status.NOT_AUTHORISED.withComment("not you"));
        }
    }

    @Test
    void get_brings_every_instance_in_its_own_transfer_syntax() throws Exception {
        var jpeg = TransferSyntax.JPEG_2000_LOSSLESS;
        var uid = UID.random();
        var instances =
                List.of(
                        Loopback.instance(500_000),
                        Loopback.instance(uid, jpeg, Loopback.dataSet(uid, 100)),
                        Loopback.instance(10));
        var kept = new Kept();
        var progress = new ArrayList<SubOperations>();
        try (var server =
                        Loopback.server()
                                .retrieving(new Shelf(instances, Optional.empty()))
                                .start();
                var association = openGet(server)) {
            var outcome =
                    association.get(
                            GET,
                            STUDY_KEYS,
                            kept,
                            counts -> {
                                progress.add(counts);
                                return Proceed.CONTINUE;
                            });
            assertThat(outcome.status()).isEqualTo(Status.SUCCESS);
            assertThat(outcome.received()).isEqualTo(3);
            assertThat(outcome.subOperations()).isEqualTo(new SubOperations(0, 3, 0, 0));
        }
        assertThat(kept.objects)
                .extracting(object -> object.request().sopInstanceUID())
                .containsExactlyElementsOf(
                        instances.stream().map(StorableInstance::sopInstanceUID).toList());
        assertThat(kept.objects.get(1).request().transferSyntax()).isEqualTo(jpeg);
        assertThat(progress)
                .containsExactly(new SubOperations(2, 1, 0, 0), new SubOperations(1, 2, 0, 0));
    }

    private static Association openGet(AssociationServer server) {
        return Association.open(
                Loopback.node(server),
                AssociationRequest.forGet(CLIENT, GET, List.of(CT)),
                OPTIONS);
    }

    @Test
    void what_get_could_not_deliver_is_counted_and_named() throws Exception {
        var good = Loopback.instance(100);
        var refused = Loopback.instance(100);
        StoreHandler picky =
                (request, dataSet) ->
                        request.sopInstanceUID().equals(refused.sopInstanceUID())
                                ? Status.OUT_OF_RESOURCES
                                : Status.SUCCESS;
        var shelf = new Shelf(List.of(good, refused), Optional.empty());
        try (var server = Loopback.server().retrieving(shelf).start();
                var association = openGet(server)) {
            var outcome = association.get(GET, STUDY_KEYS, picky, RetrieveListener.NONE);
            assertThat(outcome.status()).isEqualTo(Status.SUB_OPERATIONS_FAILED);
            assertThat(outcome.subOperations()).isEqualTo(new SubOperations(0, 1, 1, 0));
            assertThat(outcome.failedSOPInstanceUIDs()).containsExactly(refused.sopInstanceUID());
            assertThat(outcome.received()).isEqualTo(1);
        }
    }

    @Test
    void get_is_cancelled_between_instances() throws Exception {
        var instances = IntStream.range(0, 500).mapToObj(i -> Loopback.instance(10)).toList();
        var kept = new Kept();
        var shelf = new Shelf(instances, Optional.empty());
        try (var server = Loopback.server().retrieving(shelf).start();
                var association = openGet(server)) {
            var outcome = association.get(GET, STUDY_KEYS, kept, counts -> Proceed.CANCEL);
            assertThat(outcome.status()).isEqualTo(Status.CANCEL);
            assertThat(outcome.subOperations().remaining()).isPositive();
            assertThat(kept.objects).hasSizeLessThan(500);
        }
    }

    @Test
    void move_sends_to_the_destination_and_says_for_whom() throws Exception {
        var instances = IntStream.range(0, 20).mapToObj(i -> Loopback.instance(1000)).toList();
        var kept = new Kept();
        try (var receiver =
                        AssociationServer.builder(new AETitle("RECEIVER"))
                                .port(0)
                                .callers(Callers.only(List.of(new AllowedCaller(SERVER, "*"))))
                                .storing(StorageClasses::isStandard, kept)
                                .start();
                var server =
                        Loopback.server()
                                .retrieving(
                                        new Shelf(instances, Optional.of(destination(receiver))))
                                .start();
                var association = Loopback.open(server, MOVE)) {
            var outcome =
                    association.move(
                            MOVE, STUDY_KEYS, new AETitle("RECEIVER"), RetrieveListener.NONE);
            assertThat(outcome.status()).isEqualTo(Status.SUCCESS);
            assertThat(outcome.subOperations().completed()).isEqualTo(20);
        }
        assertThat(kept.objects).hasSize(20);
        assertThat(kept.objects.getFirst().request().origin())
                .isEqualTo(new StoreOrigin.Move(CLIENT, 1));
    }

    private static RemoteNode destination(AssociationServer receiver) {
        return new RemoteNode(
                new AETitle("RECEIVER"), "127.0.0.1", receiver.port().orElseThrow(), false);
    }

    @Test
    void an_unknown_destination_is_A801_and_an_unreachable_one_fails_every_instance()
            throws Exception {
        var instances = List.of(Loopback.instance(10), Loopback.instance(10));
        var nowhere = new Shelf(instances, Optional.empty());
        var closed = new RemoteNode(new AETitle("GONE"), "127.0.0.1", 1, false);
        var gone = new Shelf(instances, Optional.of(closed));
        try (var server = Loopback.server().retrieving(nowhere).start();
                var association = Loopback.open(server, MOVE)) {
            var outcome = move(association);
            assertThat(outcome.status().code()).isEqualTo(0xA801);
        }
        try (var server = Loopback.server().retrieving(gone).start();
                var association = Loopback.open(server, MOVE)) {
            var outcome = move(association);
            assertThat(outcome.status().code()).isEqualTo(0xA702);
            assertThat(outcome.status().comment()).isEqualTo("the destination does not answer");
            assertThat(outcome.failedSOPInstanceUIDs()).hasSize(2);
        }
    }

    private static RetrieveOutcome move(Association association) {
        return association.move(MOVE, STUDY_KEYS, new AETitle("ELSEWHERE"), RetrieveListener.NONE);
    }

    @Test
    void a_listener_that_fails_aborts_the_association() throws Exception {
        FindHandler one =
                (request, sink) -> {
                    sink.match(study("1.2.1"));
                    return Status.SUCCESS;
                };
        try (var server = Loopback.server().finding(one).start();
                var association = Loopback.open(server, FIND)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> association.find(FIND, STUDY_KEYS, 5, this::failing));
            assertThat(association.isOpen()).isFalse();
        }
    }

    private Proceed failing(DataSet match) {
        throw new IllegalStateException("listener");
    }

    @Test
    void an_instance_that_cannot_be_read_aborts_and_is_the_callers_failure() throws Exception {
        var kept = new Kept();
        try (var server = Loopback.server().storing(StorageClasses::isStandard, kept).start();
                var association = openStore(server)) {
            var broken = new StorableInstance(CT, UID.random(), EXPLICIT, AssociationTest::failing);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> association.store(broken))
                    .withMessage("disk gone");
            assertThat(association.isOpen()).isFalse();
        }
        assertThat(kept.objects).isEmpty();
    }

    private static InputStream failing() {
        return new InputStream() {
            private int left = 600_000;

            @Override
            public int read() throws IOException {
                return read(new byte[1], 0, 1) - 1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (left <= 0) {
                    throw new IOException("disk gone");
                }
                left -= length;
                return length;
            }
        };
    }

    @Test
    void many_associations_at_once_all_store() throws Exception {
        var kept = new Kept();
        try (var server = Loopback.server().storing(StorageClasses::isStandard, kept).start()) {
            var threads =
                    IntStream.range(0, 40)
                            .mapToObj(i -> Thread.ofVirtual().start(() -> storeTen(server)))
                            .toList();
            for (var thread : threads) {
                assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
            }
        }
        assertThat(kept.objects).hasSize(400);
    }

    private static void storeTen(AssociationServer server) {
        try (var association = openStore(server)) {
            for (int i = 0; i < 10; i++) {
                association.store(Loopback.instance(50_000));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
