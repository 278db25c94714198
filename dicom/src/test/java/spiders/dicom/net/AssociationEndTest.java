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

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** However an association ends, nothing of it stays behind, and who should know is told. */
@Timeout(60)
class AssociationEndTest {

    private static final int COMMAND_LAST = 3;
    private static final int DATA_LAST = 2;
    private static final InetSocketAddress LOOPBACK =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static void awaitEmpty(AssociationServer server) throws InterruptedException {
        for (int left = 100; left > 0 && server.associations() > 0; left--) {
            Thread.sleep(50);
        }
        assertThat(server.associations()).isZero();
    }

    private static byte[] storeCommand(int messageID) {
        return new CommandSet(CommandField.C_STORE_RQ)
                .set(CommandSet.AFFECTED_SOP_CLASS_UID, CT)
                .set(CommandSet.AFFECTED_SOP_INSTANCE_UID, UID.random())
                .set(CommandSet.MESSAGE_ID, messageID)
                .set(CommandSet.PRIORITY, 0)
                .withDataSet()
                .encode();
    }

    /** A caller that may have so many stores under way. */
    private static RawPeer overlapping(AssociationServer server, int window) throws IOException {
        var peer = new RawPeer(server.port().orElseThrow());
        var user =
                new PDU.UserInformation(
                        16_384,
                        "1.2.3",
                        "RAW",
                        List.of(),
                        Negotiation.NONE.withWindow(OperationsWindow.of(window)),
                        PDU.IdentityResponse.NONE);
        var context = new PDU.ContextItem(3, CT, List.of(EXPLICIT.uid()));
        peer.send(
                PDUEncoder.encode(
                        new PDU.AssociateRQ(
                                1,
                                Loopback.SERVER.value(),
                                CLIENT.value(),
                                PDU.APPLICATION_CONTEXT,
                                List.of(context),
                                user)));
        assertThat(peer.receive()).isInstanceOf(PDU.AssociateAC.class);
        return peer;
    }

    private static void sendStores(RawPeer peer, int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            peer.send(RawPeer.data(3, COMMAND_LAST, storeCommand(i)));
            peer.send(RawPeer.data(3, DATA_LAST, Loopback.dataSet(UID.random(), 100)));
        }
    }

    /** 0.1 never let such a caller go: one place of its window was lost, and waited for. */
    @Test
    void a_caller_that_vanishes_with_its_window_full_is_let_go() throws Exception {
        var gone = new CountDownLatch(1);
        StoreHandler slow =
                (request, dataSet) -> {
                    dataSet.readAllBytes();
                    await(gone);
                    return Status.SUCCESS;
                };
        try (var server = Loopback.server().storing(StorageClasses::isStandard, slow).start()) {
            try (var peer = overlapping(server, 2)) {
                sendStores(peer, 4);
                Thread.sleep(300);
                peer.reset();
            }
            gone.countDown();
            awaitEmpty(server);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** 0.1 left the caller waiting for an answer that never came. */
    @Test
    void an_error_in_one_of_several_handlers_ends_the_association() throws Exception {
        StoreHandler broken =
                (request, dataSet) -> {
                    throw new StackOverflowError("as for a data set nested too deep");
                };
        try (var server = Loopback.server().storing(StorageClasses::isStandard, broken).start();
                var peer = overlapping(server, 4)) {
            sendStores(peer, 1);
            assertThat(peer.receive()).isInstanceOf(PDU.Abort.class);
        }
    }

    /** 0.1 closed at once, and the reset overtook its A-ABORT. */
    @Test
    void an_abort_is_heard_though_much_was_not_read() throws Exception {
        try (var server =
                        Loopback.server()
                                .storing(StorageClasses::isStandard, new Loopback.Kept())
                                .start();
                var peer = new RawPeer(server.port().orElseThrow())) {
            peer.associate();
            peer.send(RawPeer.data(9, COMMAND_LAST, storeCommand(1)));
            for (int i = 0; i < 40; i++) {
                peer.send(RawPeer.data(9, 0, new byte[16_000]));
            }
            Thread.sleep(200);
            assertThat(peer.receive()).isInstanceOf(PDU.Abort.class);
        }
    }

    /** 0.1 sometimes waited a day: the watch for C-CANCEL armed its own wait after it. */
    @Test
    void callers_that_fall_silent_after_a_search_are_sent_away() throws Exception {
        var options = OPTIONS.withIdleTimeout(Duration.ofMillis(300));
        try (var server =
                Loopback.server()
                        .options(options)
                        .finding((request, sink) -> Status.SUCCESS)
                        .start()) {
            var all = new ArrayList<Association>();
            for (int i = 0; i < 40; i++) {
                var association = Loopback.open(server, Loopback.FIND);
                all.add(association);
                association.find(Loopback.FIND, DataSet.empty(), 1, match -> Proceed.CONTINUE);
            }
            awaitEmpty(server);
            all.forEach(Association::close);
        }
    }

    /** 0.1 let the wait for a request run on while a request read ahead was served. */
    @Test
    void a_request_read_ahead_has_all_the_time_its_handler_takes() throws Exception {
        var options = OPTIONS.withIdleTimeout(Duration.ofMillis(300));
        StoreHandler slow =
                (request, dataSet) -> {
                    dataSet.readAllBytes();
                    pause(900);
                    return Status.SUCCESS;
                };
        try (var server =
                        Loopback.server()
                                .options(options)
                                .storing(StorageClasses::isStandard, slow)
                                .finding((request, sink) -> {
                                    pause(200);
                                    return Status.SUCCESS;
                                })
                                .start();
                var peer = new RawPeer(server.port().orElseThrow())) {
            peer.associate();
            var find =
                    new CommandSet(CommandField.C_FIND_RQ)
                            .set(CommandSet.AFFECTED_SOP_CLASS_UID, Loopback.FIND)
                            .set(CommandSet.MESSAGE_ID, 1)
                            .set(CommandSet.PRIORITY, 0);
            peer.send(RawPeer.data(5, COMMAND_LAST, find.encode()));
            peer.send(RawPeer.data(3, COMMAND_LAST, storeCommand(2)));
            peer.send(RawPeer.data(3, DATA_LAST, new byte[100]));
            assertThat(peer.receiveStatus()).isZero();
            assertThat(peer.receiveStatus()).isZero();
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** 0.1 left the connection open: the request was put together after it was made. */
    @Test
    void a_request_too_large_to_be_written_leaves_no_connection() throws Exception {
        var ended = new CountDownLatch(1);
        var identity = UserIdentity.kerberos(Bytes.of(new byte[60_000]));
        var common = new ArrayList<CommonExtendedNegotiation>();
        for (int i = 0; i < 250; i++) {
            common.add(new CommonExtendedNegotiation(UID.random(), UIDs.Storage, List.of(CT)));
        }
        var request =
                AssociationRequest.forStore(CLIENT, CT, EXPLICIT)
                        .with(Negotiation.NONE.withIdentity(identity).withCommon(common));
        try (var server =
                new FaultyServer(socket -> {
                    if (socket.getInputStream().read() < 0) {
                        ended.countDown();
                    }
                })) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> Association.open(server.node(), request, OPTIONS));
            assertThat(ended.await(3, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** 0.1 aborted, though nothing of the instance had been sent. */
    @Test
    void an_instance_that_cannot_be_opened_leaves_the_association_standing() throws Exception {
        var file = Files.createTempFile("instance", ".dcm");
        Files.delete(file);
        var missing =
                new StorableInstance(CT, UID.random(), EXPLICIT, () -> new FileSection(file, 0));
        try (var server =
                        Loopback.server()
                                .storing(StorageClasses::isStandard, new Loopback.Kept())
                                .start();
                var association =
                        Association.open(
                                Loopback.node(server),
                                AssociationRequest.forStore(CLIENT, CT, EXPLICIT),
                                OPTIONS)) {
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> association.store(missing));
            assertThat(association.store(Loopback.instance(100))).isEqualTo(Status.SUCCESS);
        }
    }

    /** 0.1 wrote a file of nothing, and answered success. */
    @Test
    void a_store_without_a_data_set_is_refused() throws Exception {
        var kept = new Loopback.Kept();
        try (var server = Loopback.server().storing(StorageClasses::isStandard, kept).start();
                var peer = new RawPeer(server.port().orElseThrow())) {
            peer.associate();
            var command =
                    CommandSet.decode(storeCommand(1))
                            .set(CommandSet.COMMAND_DATA_SET_TYPE, CommandSet.NO_DATA_SET);
            peer.send(RawPeer.data(3, COMMAND_LAST, command.encode()));
            assertThat(peer.receiveStatus()).isEqualTo(Status.CANNOT_UNDERSTAND.code());
        }
        assertThat(kept.objects).isEmpty();
    }

    /** 0.1 gave an exception without a word, and kept the other port. */
    @Test
    void a_server_that_cannot_listen_says_why_and_keeps_no_port() throws Exception {
        int port = Program.freePort();
        var unknown = Loopback.server().bind("no-such-host.invalid").port(port);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(unknown::start)
                .withMessageContaining("no-such-host.invalid");
        var tooHigh = Loopback.server().port(port).tlsPort(70_000).options(withTLS());
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(tooHigh::start);
        try (var server = Loopback.server().port(port).start()) {
            assertThat(server.port()).hasValue(port);
        }
    }

    private static NetworkOptions withTLS() {
        return OPTIONS.withTLS(TLS.ofJava());
    }

    /** 0.1 served a caller that was being let in while the server closed. */
    @Test
    void nobody_is_let_in_once_the_server_has_closed() throws Exception {
        var silent = new SilentConnections(10);
        silent.close();
        try (var door = ServerSocketChannel.open().bind(LOOPBACK);
                var channel = SocketChannel.open(door.getLocalAddress());
                var transport = new Transport(channel, Duration.ofSeconds(1))) {
            silent.add(transport);
            assertThat(transport.isOpen()).isFalse();
        }
    }

    /** 0.1 mixed up the answers of both, and aborted. */
    @Test
    void an_operation_within_an_operation_is_refused() throws Exception {
        try (var server =
                        Loopback.server()
                                .finding((request, sink) -> {
                                    sink.match(DataSet.empty());
                                    return Status.SUCCESS;
                                })
                                .start();
                var association = Loopback.open(server, Loopback.FIND, UIDs.Verification)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() ->
                            association.find(
                                    Loopback.FIND,
                                    DataSet.empty(),
                                    10,
                                    match -> {
                                        association.echo();
                                        return Proceed.CONTINUE;
                                    }))
                    .withMessageContaining("association of its own");
        }
    }

    @Test
    void a_synced_store_leaves_whole_files_alone() throws Exception {
        Path folder = Files.createTempDirectory("store");
        var files = FileStore.into(folder).synced();
        try (var server = Loopback.server().storing(StorageClasses::isStandard, files).start();
                var association =
                        Association.open(
                                Loopback.node(server),
                                AssociationRequest.forStore(CLIENT, CT, EXPLICIT),
                                OPTIONS)) {
            var instance = Loopback.instance(50_000);
            assertThat(association.store(instance)).isEqualTo(Status.SUCCESS);
            try (var stored = Files.list(folder)) {
                assertThat(stored)
                        .containsExactly(
                                folder.resolve(instance.sopInstanceUID().value() + ".dcm"));
            }
        }
    }
}
