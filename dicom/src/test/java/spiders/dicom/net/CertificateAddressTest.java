// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.OPTIONS;
import static spiders.dicom.net.Loopback.SERVER;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.Bystander;
import spiders.dicom.Peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Certificates that name where their issuer, its revocation list and its answers are to be had (RFC
 * 5280, sections 4.2.1.13 and 4.2.2.1): whoever shows one could send the other side anywhere.
 */
@Tag("peer")
@Timeout(60)
class CertificateAddressTest {

    @TempDir private Path folder;
    private Bystander bystander;

    @BeforeEach
    void make() throws IOException {
        bystander = new Bystander();
        var here = bystander.address("/pki").toString();
        Files.writeString(
                folder.resolve("node.extensions"),
                """
                subjectAltName=DNS:localhost,IP:127.0.0.1
                authorityInfoAccess=OCSP;URI:%1$s,caIssuers;URI:%1$s
                crlDistributionPoints=URI:%1$s
                """
                        .formatted(here));
        Files.writeString(
                folder.resolve("middle.extensions"), "basicConstraints=critical,CA:true\n");
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30"
                        + " -subj /CN=Authority -keyout @authority.key -out @authority.pem");
        issue("node", "authority", "node.extensions");
    }

    @AfterEach
    void close() throws IOException {
        bystander.close();
    }

    private void openssl(String arguments) {
        Peer.run(("openssl " + arguments.replace("@", folder + "/")).split(" ", -1));
    }

    private void issue(String name, String by, String extensions) {
        openssl(
                "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=%1$s"
                                .formatted(name)
                        + " -keyout @%1$s.key -out @%1$s.csr".formatted(name));
        openssl(
                ("x509 -req -in @%1$s.csr -CA @%2$s.pem -CAkey @%2$s.key -CAcreateserial"
                                + " -days 20 -extfile @%3$s -out @%1$s.pem")
                        .formatted(name, by, extensions));
    }

    /** The authority's certificate with a revocation list of it, which ends then. */
    private void list(String end) throws IOException {
        Files.writeString(folder.resolve("index"), "");
        Files.writeString(folder.resolve("number"), "01\n");
        Files.writeString(
                folder.resolve("conf"),
                """
                [ca]
                default_ca = test
                [test]
                database = %1$s/index
                crlnumber = %1$s/number
                default_md = sha256
                certificate = %1$s/authority.pem
                private_key = %1$s/authority.key
                """
                        .formatted(folder));
        openssl(
                "ca -config @conf -gencrl -crl_lastupdate 20200101000000Z -crl_nextupdate %s"
                                .formatted(end)
                        + " -out @list.pem");
        var both =
                Files.readString(folder.resolve("authority.pem"))
                        + Files.readString(folder.resolve("list.pem"));
        Files.writeString(folder.resolve("trust.pem"), both);
    }

    /** Both sides show the certificate, and each looks at the other's. */
    private Status echo(String trust) throws IOException {
        var tls =
                TLS.ofPEM(
                        folder.resolve("node.pem"),
                        folder.resolve("node.key"),
                        folder.resolve(trust));
        var builder =
                AssociationServer.builder(SERVER)
                        .tlsPort(0)
                        .callers(Callers.any())
                        .options(OPTIONS.withTLS(tls));
        try (var server = Loopback.start(builder)) {
            var node = new RemoteNode(SERVER, "127.0.0.1", server.tlsPort().orElseThrow(), true);
            var echo = AssociationRequest.forEcho(CLIENT);
            try (var association = Association.open(node, echo, OPTIONS.withTLS(tls))) {
                return association.echo();
            }
        }
    }

    @Test
    void a_believed_certificate_is_not_asked_about_where_it_says() throws IOException {
        assertThat(echo("authority.pem")).isEqualTo(Status.SUCCESS);
        assertThat(bystander.wasDisturbed()).isFalse();
    }

    @Test
    void with_a_list_of_our_own_none_is_fetched() throws IOException {
        list("20990101000000Z");

        assertThat(echo("trust.pem")).isEqualTo(Status.SUCCESS);
        assertThat(bystander.wasDisturbed()).isFalse();
    }

    /** Up to 0.1 the list of the certificate's own choice was fetched in place of ours. */
    @Test
    void with_a_list_that_is_out_of_date_nobody_is_believed_and_none_is_fetched()
            throws IOException {
        list("20200108000000Z");

        assertThatExceptionOfType(TLSFailedException.class).isThrownBy(() -> echo("trust.pem"));
        assertThat(bystander.wasDisturbed()).isFalse();
    }

    @Test
    void an_issuer_that_was_not_shown_is_not_fetched() throws IOException {
        issue("middle", "authority", "middle.extensions");
        issue("node", "middle", "node.extensions");

        assertThatExceptionOfType(TLSFailedException.class).isThrownBy(() -> echo("authority.pem"));
        assertThat(bystander.wasDisturbed()).isFalse();
    }
}
