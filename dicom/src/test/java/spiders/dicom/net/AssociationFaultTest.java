// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.EXPLICIT;
import static spiders.dicom.net.Loopback.GET;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.net.AssociationAbortedException.Cause;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Servers that fail in every way we know: the user is told which, soon, and is not kept. */
@Timeout(30)
class AssociationFaultTest {

    private static final NetworkOptions SHORT =
            NetworkOptions.defaults()
                    .withConnectTimeout(Duration.ofMillis(500))
                    .withAssociationTimeout(Duration.ofMillis(500))
                    .withResponseTimeout(Duration.ofMillis(500))
                    .withReadTimeout(Duration.ofMillis(500))
                    .withWriteTimeout(Duration.ofMillis(500))
                    .withReleaseTimeout(Duration.ofMillis(200));

    private static final DataSet KEYS =
            DataSet.builder().set(Tags.QueryRetrieveLevel, "STUDY").build();

    private static Association openEcho(RemoteNode node) {
        return Association.open(node, AssociationRequest.forEcho(CLIENT), SHORT);
    }

    private static Association openStore(RemoteNode node) {
        return Association.open(node, AssociationRequest.forStore(CLIENT, CT, EXPLICIT), SHORT);
    }

    private static void assertTimedOut(ThrowingCallable work, String awaited) {
        assertThatExceptionOfType(ResponseTimeoutException.class)
                .isThrownBy(work)
                .withMessageContaining("SERVER at 127.0.0.1")
                .satisfies(e -> assertThat(e.awaited()).contains(awaited));
    }

    private static void assertAborted(ThrowingCallable work, Cause cause) {
        assertThatExceptionOfType(AssociationAbortedException.class)
                .isThrownBy(work)
                .satisfies(e -> assertThat(e.abortCause()).isEqualTo(cause));
    }

    @Test
    void a_host_that_is_no_host_is_named() {
        var node = new RemoteNode(Loopback.SERVER, "no-such-host.invalid", 104, false);
        assertThatExceptionOfType(ConnectionFailedException.class)
                .isThrownBy(() -> openEcho(node))
                .withMessageContaining("check the host name")
                .satisfies(e ->
                        assertThat(e.reason())
                                .isEqualTo(ConnectionFailedException.Reason.UNKNOWN_HOST));
    }

    @Test
    void a_full_backlog_is_a_timeout_of_the_connection() throws Exception {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var one = new RawPeer(door.getLocalPort());
                var two = new RawPeer(door.getLocalPort())) {
            assertThatExceptionOfType(ConnectionFailedException.class)
                    .isThrownBy(() -> openEcho(Loopback.node(door.getLocalPort())))
                    .satisfies(e ->
                            assertThat(e.reason())
                                    .isEqualTo(ConnectionFailedException.Reason.TIMED_OUT));
            assertThat(one).isNotEqualTo(two);
        }
    }

    @Test
    void a_server_silent_after_the_connection_times_out() throws Exception {
        try (var server = new FaultyServer(socket -> {})) {
            assertTimedOut(() -> openEcho(server.node()), "association request");
        }
    }

    @Test
    void a_server_that_closes_instead_of_answering_is_named() throws Exception {
        try (var server = new FaultyServer(socket -> socket.close())) {
            assertAborted(() -> openEcho(server.node()), Cause.CLOSED_UNANSWERED);
        }
    }

    @Test
    void a_tls_server_is_named_by_its_alert() throws Exception {
        var alert = HexFormat.of().parseHex("15030100020246");
        try (var server = new FaultyServer(socket -> socket.getOutputStream().write(alert))) {
            assertThatExceptionOfType(TLSFailedException.class)
                    .isThrownBy(() -> openEcho(server.node()))
                    .withMessageContaining("switch TLS on")
                    .satisfies(e ->
                            assertThat(e.reason())
                                    .isEqualTo(TLSFailedException.Reason.PEER_SPEAKS_TLS));
        }
    }

    @Test
    void a_server_that_speaks_something_else_is_malformed() throws Exception {
        try (var server =
                new FaultyServer(socket ->
                        socket.getOutputStream().write("HTTP/1.1 400".getBytes(US_ASCII)))) {
            assertThatExceptionOfType(MalformedPDUException.class)
                    .isThrownBy(() -> openEcho(server.node()))
                    .withMessageContaining("sent HTTP, not DICOM");
        }
        try (var server =
                new FaultyServer(socket ->
                        socket.getOutputStream().write("SSH-2.0-Open".getBytes(US_ASCII)))) {
            assertThatExceptionOfType(MalformedPDUException.class)
                    .isThrownBy(() -> openEcho(server.node()))
                    .withMessageContaining("unknown type 53");
        }
    }

    @Test
    void a_server_silent_after_acceptance_times_out_and_gets_an_abort() throws Exception {
        var last = new CompletableFuture<PDU>();
        try (var server =
                        new FaultyServer(socket -> {
                            FaultyServer.accept(socket);
                            var echo = socket.getInputStream().readNBytes(6);
                            socket.getInputStream().readNBytes(echo[5]);
                            last.complete(FaultyServer.readPDU(socket));
                        });
                var association = openEcho(server.node())) {
            assertTimedOut(association::echo, "C-ECHO response");
            assertThat(last.get(5, TimeUnit.SECONDS)).isEqualTo(new PDU.Abort(0, 0));
            assertThat(association.isOpen()).isFalse();
        }
    }

    @Test
    void a_server_that_aborts_in_mid_transfer_is_named() throws Exception {
        try (var server =
                        new FaultyServer(socket -> {
                            FaultyServer.accept(socket);
                            socket.getInputStream().readNBytes(100_000);
                            var abort = PDUEncoder.encode(new PDU.Abort(0, 0));
                            socket.getOutputStream().write(abort);
                            socket.getInputStream()
                                    .transferTo(java.io.OutputStream.nullOutputStream());
                        });
                var association = openStore(server.node())) {
            assertAborted(() -> association.store(Loopback.instance(1_000_000)), Cause.PEER_USER);
        }
    }

    @Test
    void a_connection_lost_in_mid_transfer_is_named() throws Exception {
        try (var server =
                        new FaultyServer(socket -> {
                            FaultyServer.accept(socket);
                            socket.getInputStream().readNBytes(100_000);
                            socket.setSoLinger(true, 0);
                            socket.close();
                        });
                var association = openStore(server.node())) {
            assertAborted(
                    () -> association.store(Loopback.instance(20_000_000)), Cause.CONNECTION_LOST);
        }
    }

    // dcm4che issue 532: no write timeout, so that stuck associations fill the pool.
    @Test
    void a_server_that_stops_reading_does_not_keep_us() throws Exception {
        try (var server = new FaultyServer(FaultyServer::accept);
                var association = openStore(server.node())) {
            long start = System.nanoTime();
            assertAborted(
                    () -> association.store(Loopback.instance(50_000_000)), Cause.WRITE_TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_server_that_answers_another_message_is_malformed() throws Exception {
        var wrong =
                new CommandSet()
                        .set(CommandSet.COMMAND_FIELD, 0x8030)
                        .set(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO, 77)
                        .set(CommandSet.COMMAND_DATA_SET_TYPE, CommandSet.NO_DATA_SET)
                        .set(CommandSet.STATUS, 0)
                        .encode();
        try (var server =
                        new FaultyServer(socket -> {
                            FaultyServer.accept(socket);
                            socket.getOutputStream().write(RawPeer.data(1, 3, wrong));
                            socket.getInputStream().readAllBytes();
                        });
                var association = openEcho(server.node())) {
            assertThatExceptionOfType(MalformedPDUException.class)
                    .isThrownBy(association::echo)
                    .withMessageContaining("message 77");
        }
    }

    @Test
    void a_server_that_releases_in_mid_operation_is_named() throws Exception {
        try (var server =
                        new FaultyServer(socket -> {
                            FaultyServer.accept(socket);
                            var release = PDUEncoder.encode(new PDU.ReleaseRQ());
                            socket.getOutputStream().write(release);
                            socket.getInputStream().readAllBytes();
                        });
                var association = openEcho(server.node())) {
            assertAborted(association::echo, Cause.PEER_RELEASED);
        }
    }

    @Test
    void a_get_cut_in_mid_object_fails_in_the_handler_and_for_the_caller() throws Exception {
        var command =
                new CommandSet(CommandField.C_STORE_RQ)
                        .set(CommandSet.AFFECTED_SOP_CLASS_UID, CT)
                        .set(CommandSet.AFFECTED_SOP_INSTANCE_UID, new UID("1.2.3"))
                        .set(CommandSet.MESSAGE_ID, 1)
                        .withDataSet()
                        .encode();
        var seen = new CompletableFuture<Exception>();
        StoreHandler handler =
                (request, dataSet) -> {
                    try {
                        dataSet.readAllBytes();
                    } catch (IOException e) {
                        seen.complete(e);
                        throw e;
                    }
                    return Status.SUCCESS;
                };
        try (var server =
                        new FaultyServer(socket -> {
                            FaultyServer.accept(socket);
                            socket.getOutputStream().write(RawPeer.data(3, 3, command));
                            var half = RawPeer.data(3, 0, new byte[1000]);
                            socket.getOutputStream().write(half);
                            socket.close();
                        });
                var association =
                        Association.open(
                                server.node(),
                                AssociationRequest.forGet(CLIENT, GET, List.of(CT)),
                                SHORT)) {
            assertAborted(
                    () -> association.get(GET, KEYS, handler, RetrieveListener.NONE),
                    Cause.CONNECTION_LOST);
            assertThat(seen.get(1, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void an_interrupt_ends_the_wait_with_the_flag_set() throws Exception {
        var options = SHORT.withResponseTimeout(Duration.ofMinutes(5));
        for (var builder : List.of(Thread.ofVirtual(), Thread.ofPlatform())) {
            var outcome = new CompletableFuture<String>();
            try (var server = new FaultyServer(FaultyServer::accept);
                    var association =
                            Association.open(
                                    server.node(), AssociationRequest.forEcho(CLIENT), options)) {
                var thread = builder.start(() -> outcome.complete(interruptedEcho(association)));
                Thread.sleep(200);
                thread.interrupt();
                assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo("LOCAL_USER true");
            }
        }
    }

    private static String interruptedEcho(Association association) {
        try {
            return association.echo().toString();
        } catch (AssociationAbortedException e) {
            return e.abortCause() + " " + Thread.currentThread().isInterrupted();
        }
    }

    @Test
    void another_threads_close_ends_the_wait_by_an_abort() throws Exception {
        var options = SHORT.withResponseTimeout(Duration.ofMinutes(5));
        var outcome = new CompletableFuture<String>();
        try (var server = new FaultyServer(FaultyServer::accept)) {
            var association =
                    Association.open(server.node(), AssociationRequest.forEcho(CLIENT), options);
            Thread.ofVirtual().start(() -> outcome.complete(interruptedEcho(association)));
            Thread.sleep(200);
            association.close();
            assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo("LOCAL_USER false");
        }
    }

    @Test
    void a_release_that_is_not_answered_ends_all_the_same() throws Exception {
        try (var server = new FaultyServer(FaultyServer::accept)) {
            var association = openEcho(server.node());
            long start = System.nanoTime();
            association.close();
            association.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(association.isOpen()).isFalse();
        }
    }

    @Test
    void a_slow_handler_may_take_its_time_while_the_object_waits() throws Exception {
        StoreHandler slow = AssociationFaultTest::readSlowly;
        try (var server =
                        Loopback.server()
                                .options(SHORT)
                                .storing(StorageClasses::isStandard, slow)
                                .start();
                var association =
                        Association.open(
                                Loopback.node(server),
                                AssociationRequest.forStore(CLIENT, CT, EXPLICIT),
                                SHORT.withResponseTimeout(Duration.ofSeconds(10))
                                        .withWriteTimeout(Duration.ofSeconds(10)))) {
            assertThat(association.store(Loopback.instance(100_000))).isEqualTo(Status.SUCCESS);
        }
    }

    private static Status readSlowly(StoreRequest request, InputStream dataSet) throws IOException {
        try {
            Thread.sleep(700);
            dataSet.readNBytes(50_000);
            Thread.sleep(700);
            dataSet.readAllBytes();
            return Status.SUCCESS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
