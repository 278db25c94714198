// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.OPTIONS;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who gets in, and how many. */
class AdmissionTest {

    @Test
    void an_unknown_calling_title_is_told_so() throws IOException {
        try (var server = Loopback.server().start()) {
            var stranger = AssociationRequest.forEcho(new AETitle("STRANGER"));
            assertThatExceptionOfType(AssociationRejectedException.class)
                    .isThrownBy(() -> Association.open(Loopback.node(server), stranger, OPTIONS))
                    .withMessageContaining("SERVER at 127.0.0.1")
                    .withMessageContaining("STRANGER")
                    .withMessageContaining("have it declared")
                    .satisfies(e ->
                            assertThat(e.rejection())
                                    .isEqualTo(Rejection.CALLING_AE_TITLE_NOT_RECOGNISED));
        }
    }

    @Test
    void an_unknown_called_title_is_told_so() throws IOException {
        try (var server = Loopback.server().start()) {
            int port = server.port().orElseThrow();
            var wrong = new RemoteNode(new AETitle("server"), "127.0.0.1", port, false);
            assertThatExceptionOfType(AssociationRejectedException.class)
                    .isThrownBy(() ->
                            Association.open(wrong, AssociationRequest.forEcho(CLIENT), OPTIONS))
                    .satisfies(e ->
                            assertThat(e.rejection())
                                    .isEqualTo(Rejection.CALLED_AE_TITLE_NOT_RECOGNISED));
        }
    }

    @Test
    void a_known_title_from_another_host_is_not_recognised() throws IOException {
        var elsewhere = Callers.only(List.of(new AllowedCaller(CLIENT, "192.0.2.1")));
        try (var server = Loopback.server().callers(elsewhere).start()) {
            assertThatExceptionOfType(AssociationRejectedException.class)
                    .isThrownBy(() -> Loopback.echo(server))
                    .satisfies(e ->
                            assertThat(e.rejection())
                                    .isEqualTo(Rejection.CALLING_AE_TITLE_NOT_RECOGNISED));
        }
    }

    @Test
    void nobody_is_let_in_by_default() throws IOException {
        try (var server = AssociationServer.builder(Loopback.SERVER).port(0).start()) {
            assertThatExceptionOfType(AssociationRejectedException.class)
                    .isThrownBy(() -> Loopback.echo(server));
        }
    }

    @Test
    void at_the_limit_the_next_is_rejected_for_now_and_let_in_when_one_leaves() throws Exception {
        try (var server = Loopback.server().limits(new ServerLimits(2, 2, 10)).start()) {
            var first = Loopback.echo(server);
            try (var second = Loopback.echo(server)) {
                assertThat(second.echo()).isEqualTo(Status.SUCCESS);
                assertThatExceptionOfType(AssociationRejectedException.class)
                        .isThrownBy(() -> Loopback.echo(server))
                        .satisfies(e ->
                                assertThat(e.rejection())
                                        .isEqualTo(Rejection.LOCAL_LIMIT_EXCEEDED));
                first.close();
                awaitAssociations(server, 1);
                Loopback.echo(server).close();
            }
        }
    }

    private static void awaitAssociations(AssociationServer server, int count)
            throws InterruptedException {
        for (int i = 0; i < 100 && server.associations() > count; i++) {
            Thread.sleep(20);
        }
        assertThat(server.associations()).isEqualTo(count);
    }

    @Test
    void one_caller_cannot_take_every_place() throws IOException {
        var callers =
                Callers.only(
                        List.of(
                                new AllowedCaller(CLIENT, "*"),
                                new AllowedCaller(new AETitle("OTHER"), "*")));
        var limits = new ServerLimits(10, 1, 10);
        try (var server = Loopback.server().callers(callers).limits(limits).start();
                var first = Loopback.echo(server)) {
            assertThatExceptionOfType(AssociationRejectedException.class)
                    .isThrownBy(() -> Loopback.echo(server));
            var other = AssociationRequest.forEcho(new AETitle("OTHER"));
            try (var second = Association.open(Loopback.node(server), other, OPTIONS)) {
                assertThat(second.echo()).isEqualTo(Status.SUCCESS);
            }
            assertThat(first.echo()).isEqualTo(Status.SUCCESS);
        }
    }

    // Orthanc 1.10.1 stops answering C-ECHO with 50 silent connections.
    @Test
    void a_thousand_silent_sockets_do_not_stop_an_echo() throws Exception {
        try (var server = Loopback.server().limits(new ServerLimits(10, 10, 500)).start()) {
            var silent = new ArrayList<RawPeer>();
            try {
                for (int i = 0; i < 1000; i++) {
                    silent.add(new RawPeer(server.port().orElseThrow()));
                }
                long start = System.nanoTime();
                try (var association = Loopback.echo(server)) {
                    assertThat(association.echo()).isEqualTo(Status.SUCCESS);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(Duration.ofSeconds(2));
                assertThat(silent.getFirst().rest()).isEmpty();
            } finally {
                for (var peer : silent) {
                    peer.close();
                }
            }
        }
    }

    @Test
    void a_closed_server_aborts_who_is_there_and_frees_its_port() throws Exception {
        var server = Loopback.server().start();
        var association = Loopback.echo(server);
        server.close();
        assertThatExceptionOfType(AssociationAbortedException.class).isThrownBy(association::echo);
        assertThatExceptionOfType(ConnectionFailedException.class)
                .isThrownBy(() -> Loopback.echo(server))
                .satisfies(e ->
                        assertThat(e.reason()).isEqualTo(ConnectionFailedException.Reason.REFUSED));
    }
}
