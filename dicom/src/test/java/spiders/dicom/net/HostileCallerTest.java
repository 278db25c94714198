// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.net.Loopback.Kept;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Broken and hostile callers: each is sent away by name, and the server lives. */
class HostileCallerTest {

    private static final int COMMAND_LAST = 3;
    private static final int DATA = 0;
    private static final int DATA_LAST = 2;

    private final Kept kept = new Kept();
    private final AtomicInteger searches = new AtomicInteger();
    private AssociationServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                Loopback.server()
                        .options(
                                Loopback.OPTIONS
                                        .withAssociationTimeout(Duration.ofMillis(1500))
                                        .withReadTimeout(Duration.ofMillis(300))
                                        .withIdleTimeout(Duration.ofMillis(1500))
                                        .withReleaseTimeout(Duration.ofMillis(100))
                                        .withMaxIdentifierLength(100_000))
                        .storing(StorageClasses::isStandard, kept)
                        .finding(this::search)
                        .start();
    }

    private Status search(FindRequest request, MatchSink sink) {
        searches.incrementAndGet();
        return Status.SUCCESS;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawPeer connect() throws IOException {
        return new RawPeer(server.port().orElseThrow());
    }

    private void assertAlive() {
        try (var association = Loopback.echo(server)) {
            assertThat(association.echo()).isEqualTo(Status.SUCCESS);
        }
    }

    @Test
    void a_request_cut_at_every_byte_leaves_the_server_alive() throws IOException {
        var whole = PDUEncoder.encode(RawPeer.request());
        for (int length = 0; length < whole.length; length++) {
            try (var peer = connect()) {
                peer.send(Arrays.copyOf(whole, length));
                peer.endOutput();
                assertThat(peer.rest()).isEmpty();
            }
        }
        assertAlive();
    }

    /** 0.1 looked at every run of blanks once for each of its blanks: half a minute a request. */
    @Test
    void a_request_full_of_blanks_costs_no_time() throws IOException {
        var blanks = "1" + " ".repeat(60_000) + "1";
        var syntaxes = List.of(Loopback.EXPLICIT.uid());
        var contexts = List.of(new PDU.ContextItem(1, UIDs.Verification, syntaxes));
        var user = new PDU.UserInformation(16_384, "1.2.3", "RAW", List.of());
        var request = new PDU.AssociateRQ(1, "NOBODY", "NOBODY", blanks, contexts, user);
        long start = System.nanoTime();
        try (var peer = connect()) {
            peer.send(PDUEncoder.encode(request));
            assertThat(peer.receive()).isInstanceOf(PDU.AssociateRJ.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        long began = System.nanoTime();
        var command = new CommandSet(CommandField.C_ECHO_RQ).set(CommandSet.ERROR_COMMENT, blanks);
        assertThat(CommandSet.decode(command.encode()).text(CommandSet.ERROR_COMMENT))
                .isEqualTo(blanks);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_request_with_random_bytes_leaves_the_server_alive() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            var bytes = PDUEncoder.encode(RawPeer.request());
            for (int j = 0; j < 3; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try (var peer = connect()) {
                peer.send(bytes);
                peer.endOutput();
                peer.rest();
            } catch (IOException e) {
                assertThat(e).as("seed " + seed).hasMessageNotContaining("timed out");
            }
        }
        assertAlive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000000000000000", // type 0
                "08000000000400000000", // an unknown type
                "ff00ffffffff", // all ones
                "0100ffffffff", // a request of 4 GB
                "010000040001", // a request of 256 KB and a byte
                "04007fffffff", // data of 2 GB before an association
                "0700000000ff" // an abort of 255 bytes
            })
    void a_wrong_first_pdu_is_aborted(String hex) throws IOException {
        try (var peer = connect()) {
            peer.send(HexFormat.of().parseHex(hex));
            assertThat(peer.receive()).isInstanceOf(PDU.Abort.class);
        }
        assertAlive();
    }

    @Test
    void tls_on_the_plain_port_is_named() throws Exception {
        var failures = new ArrayList<NetworkException>();
        var listener =
                new AssociationListener() {
                    @Override
                    public void failed(
                            java.net.InetSocketAddress address, NetworkException failure) {
                        failures.add(failure);
                    }
                };
        try (var plain = Loopback.server().listener(listener).start();
                var peer = new RawPeer(plain.port().orElseThrow())) {
            peer.send(HexFormat.of().parseHex("160301020001"));
            peer.rest();
        }
        assertThat(failures)
                .singleElement()
                .isInstanceOfSatisfying(
                        TLSFailedException.class,
                        failure ->
                                assertThat(failure.reason())
                                        .isEqualTo(TLSFailedException.Reason.PEER_SPEAKS_TLS));
    }

    /** Bytes after the association is accepted, each of which is a protocol error. */
    static List<byte[]> afterAcceptance() {
        var hex = HexFormat.of();
        var echo = echo();
        return List.of(
                PDUEncoder.encode(RawPeer.request()),
                PDUEncoder.encode(new PDU.ReleaseRP()),
                PDUEncoder.encode(new PDU.AssociateRJ(1, 1, 1)),
                hex.parseHex("040000000005" + "0000000101"),
                hex.parseHex("040000000000"),
                hex.parseHex("040010000000"),
                hex.parseHex("040000000006" + "00000001" + "0103"),
                hex.parseHex("040000000006" + "00000003" + "0103"),
                hex.parseHex("040000000006" + "ffffffff" + "0103"),
                RawPeer.data(7, COMMAND_LAST, echo),
                RawPeer.data(2, COMMAND_LAST, echo),
                RawPeer.data(1, DATA_LAST, echo),
                RawPeer.data(1, COMMAND_LAST, Arrays.copyOf(echo, echo.length - 1)),
                RawPeer.data(1, COMMAND_LAST, new byte[0]),
                RawPeer.data(1, COMMAND_LAST, hex.parseHex("08000500020000004953")),
                concat(RawPeer.data(1, 1, Arrays.copyOf(echo, 10)), RawPeer.data(3, 3, echo)),
                concat(RawPeer.data(3, 3, store()), RawPeer.data(3, COMMAND_LAST, echo)),
                concat(RawPeer.data(3, 3, store()), RawPeer.data(1, DATA, new byte[10])),
                concat(RawPeer.data(5, 3, find()), RawPeer.data(5, 2, hex.parseHex("0800"))));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] echo() {
        return new CommandSet(CommandField.C_ECHO_RQ)
                .set(CommandSet.AFFECTED_SOP_CLASS_UID, UIDs.Verification)
                .set(CommandSet.MESSAGE_ID, 1)
                .encode();
    }

    private static byte[] store() {
        return new CommandSet(CommandField.C_STORE_RQ)
                .set(CommandSet.AFFECTED_SOP_CLASS_UID, Loopback.CT)
                .set(CommandSet.AFFECTED_SOP_INSTANCE_UID, new UID("1.2.3"))
                .set(CommandSet.MESSAGE_ID, 1)
                .withDataSet()
                .encode();
    }

    private static byte[] find() {
        return new CommandSet(CommandField.C_FIND_RQ)
                .set(CommandSet.AFFECTED_SOP_CLASS_UID, Loopback.FIND)
                .set(CommandSet.MESSAGE_ID, 1)
                .withDataSet()
                .encode();
    }

    @Test
    void a_protocol_error_is_aborted_and_the_server_lives() throws IOException {
        int index = 0;
        for (var bytes : afterAcceptance()) {
            try (var peer = connect()) {
                peer.associate();
                peer.send(bytes);
                assertThat(peer.receive()).as("case " + index).isInstanceOf(PDU.Abort.class);
            }
            index++;
        }
        assertAlive();
        assertThat(kept.objects).isEmpty();
    }

    /** 8 MB of zeros in 8 KB; a limit on what is received alone let them in. */
    @Test
    void an_identifier_that_inflates_beyond_the_limit_is_aborted() throws IOException {
        var bomb =
                DataSetWriter.bytes(
                        DataSet.builder().set(Tags.PixelData, VR.OB, new byte[8 << 20]).build(),
                        TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
        var deflated = List.of(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN.uid());
        var request = RawPeer.request();
        try (var peer = connect()) {
            peer.associate(
                    new PDU.AssociateRQ(
                            1,
                            request.calledAETitle(),
                            request.callingAETitle(),
                            PDU.APPLICATION_CONTEXT,
                            List.of(new PDU.ContextItem(5, Loopback.FIND, deflated)),
                            request.user()));
            peer.send(RawPeer.data(5, COMMAND_LAST, find()));
            peer.send(RawPeer.data(5, DATA_LAST, bomb));
            assertThat(peer.receive()).isInstanceOf(PDU.Abort.class);
        }
        assertThat(searches).hasValue(0);
        assertAlive();
    }

    @Test
    void an_identifier_beyond_the_limit_is_aborted() throws IOException {
        try (var peer = connect()) {
            peer.associate();
            peer.send(RawPeer.data(5, COMMAND_LAST, find()));
            peer.send(RawPeer.data(5, DATA, new byte[50_000]));
            peer.send(RawPeer.data(5, DATA, new byte[50_000]));
            peer.send(RawPeer.data(5, DATA_LAST, new byte[2]));
            assertThat(peer.receive()).isInstanceOf(PDU.Abort.class);
        }
        assertThat(searches).hasValue(0);
        assertAlive();
    }

    @Test
    void a_command_over_64_kilobytes_is_aborted() throws IOException {
        try (var peer = connect()) {
            peer.associate();
            peer.send(RawPeer.data(1, 1, new byte[40_000]));
            peer.send(RawPeer.data(1, 1, new byte[40_000]));
            assertThat(peer.receive()).isInstanceOf(PDU.Abort.class);
        }
        assertAlive();
    }

    @Test
    void a_message_with_random_bytes_leaves_the_server_alive() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            var bytes = concat(RawPeer.data(3, 3, store()), RawPeer.data(3, 2, new byte[100]));
            for (int j = 0; j < 2; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try (var peer = connect()) {
                peer.associate();
                peer.send(bytes);
                peer.endOutput();
                peer.rest();
            } catch (IOException e) {
                assertThat(e).as("seed " + seed).hasMessageNotContaining("timed out");
            }
        }
        assertAlive();
    }

    @Test
    void a_hostile_sop_instance_uid_reaches_no_handler() throws IOException {
        var command =
                new CommandSet(CommandField.C_STORE_RQ)
                        .set(CommandSet.AFFECTED_SOP_CLASS_UID, Loopback.CT)
                        .set(CommandSet.AFFECTED_SOP_INSTANCE_UID, "../../../tmp/x")
                        .set(CommandSet.MESSAGE_ID, 1)
                        .withDataSet()
                        .encode();
        try (var peer = connect()) {
            peer.associate();
            peer.send(RawPeer.data(3, COMMAND_LAST, command));
            peer.send(RawPeer.data(3, DATA_LAST, new byte[10]));
            var answer = peer.in().readNBytes(12);
            assertThat(answer[0]).isEqualTo((byte) PDU.P_DATA_TF);
            var response = CommandSet.decode(peer.in().readNBytes(answer[9] - 2));
            assertThat(response.status()).isEqualTo(Status.INVALID_OBJECT_INSTANCE);
        }
        assertThat(kept.objects).isEmpty();
    }

    @Test
    void an_unknown_command_is_unrecognised_and_the_association_goes_on() throws IOException {
        var command =
                new CommandSet(CommandField.C_ECHO_RQ)
                        .set(CommandSet.COMMAND_FIELD, 0x0130) // N-ACTION
                        .set(CommandSet.MESSAGE_ID, 9)
                        .encode();
        try (var peer = connect()) {
            peer.associate();
            for (int i = 0; i < 2; i++) {
                peer.send(RawPeer.data(1, COMMAND_LAST, command));
                var answer = peer.in().readNBytes(12);
                var response = CommandSet.decode(peer.in().readNBytes(answer[9] - 2));
                assertThat(response.status()).isEqualTo(Status.UNRECOGNISED_OPERATION);
                assertThat(response.commandCode()).isEqualTo(0x8130);
            }
        }
    }

    @Test
    void dripping_bytes_do_not_keep_a_connection() throws Exception {
        try (var peer = connect()) {
            peer.associate();
            peer.send(RawPeer.data(3, COMMAND_LAST, store()));
            long start = System.nanoTime();
            var drop = RawPeer.data(3, DATA, new byte[1]);
            try {
                for (int i = 0; i < 100; i++) {
                    peer.send(drop);
                    Thread.sleep(100);
                }
                fail("still there");
            } catch (IOException e) {
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(Duration.ofSeconds(5));
            }
        }
        assertAlive();
    }

    @Test
    void a_silent_caller_is_sent_away_by_the_artim_timer() throws IOException {
        try (var peer = connect()) {
            long start = System.nanoTime();
            assertThat(peer.rest()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1400), Duration.ofSeconds(4));
        }
    }

    @Test
    void an_idle_association_is_aborted() throws IOException {
        try (var peer = connect()) {
            peer.associate();
            assertThat(peer.receive()).isInstanceOf(PDU.Abort.class);
        }
    }
}
