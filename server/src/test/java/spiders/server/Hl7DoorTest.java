// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.net.TLS;
import spiders.rcp.mllp.MllpServer;
import spiders.server.configuration.Configuration.Hl7;
import spiders.testkit.peer.Certificates;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;

import javax.net.ssl.SSLException;

/** The HL7 port opens where it is configured, encrypted where that is said. */
class Hl7DoorTest {

    private static final byte[] FRAME = "\u000bMSH|1\u001c\r".getBytes(US_ASCII);

    @TempDir private Path folder;

    /** Answers with what was sent. */
    private record Echo(boolean admits) implements MllpServer.Desk {

        @Override
        public boolean admits(InetAddress address) {
            return admits;
        }

        @Override
        public byte[] answer(InetAddress from, byte[] message) {
            return message;
        }
    }

    private static Hl7Door door(boolean encrypted, boolean admits, TLS tls, int connections) {
        var hl7 = new Hl7("127.0.0.1", 0, encrypted, connections, List.of());
        return new Hl7Door(List.of(hl7), new Echo(admits), tls);
    }

    @Test
    void without_configuration_there_is_no_port() {
        var door = new Hl7Door(List.of(), new Echo(true), TLS.none());
        door.start();

        assertThat(door.port()).isEmpty();
        assertThat(door.isRunning()).isFalse();
    }

    @Test
    void who_is_not_admitted_or_one_too_many_is_closed() throws IOException {
        var shut = door(false, false, TLS.none(), 1);
        shut.start();
        assertThat(answer(connect(shut))).isEmpty();
        shut.stop();

        var narrow = door(false, true, TLS.none(), 1);
        narrow.start();
        try (var first = connect(narrow)) {
            first.getOutputStream().write(FRAME);
            assertThat(first.getInputStream().readNBytes(FRAME.length)).isEqualTo(FRAME);
            assertThat(answer(connect(narrow))).isEmpty();
        }
        narrow.stop();
        assertThat(narrow.port()).isEmpty();
    }

    @Test
    @Tag("peer")
    void encrypted_it_answers_who_shows_a_certificate() throws IOException {
        var certificates = Certificates.create(folder.resolve("tls"));
        var door = door(true, true, certificates.tls(), 4);
        door.start();
        try (var socket = certificates.tls().protecting(connect(door), "127.0.0.1")) {
            socket.getOutputStream().write(FRAME);
            assertThat(socket.getInputStream().readNBytes(FRAME.length)).isEqualTo(FRAME);
        }
        assertThat(answer(connect(door))).as("plain").doesNotContain(FRAME);
        // In TLS 1.3 the refusal follows the client's own handshake: what is written may meet it.
        var nobody = TLS.ofJava().trusting(certificates.authority());
        assertThatIOException()
                .isThrownBy(() -> {
                    try (var socket = nobody.protecting(connect(door), "127.0.0.1")) {
                        socket.getOutputStream().write(FRAME);
                        socket.getInputStream().readNBytes(FRAME.length);
                    }
                })
                .isInstanceOfAny(SSLException.class, SocketException.class);
        door.stop();
    }

    private static Socket connect(Hl7Door door) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), door.port().orElseThrow());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] answer(Socket connected) throws IOException {
        try (var socket = connected) {
            socket.getOutputStream().write(FRAME);
            return socket.getInputStream().readAllBytes();
        } catch (SocketException _) {
            return new byte[0];
        }
    }
}
