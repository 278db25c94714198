// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.net.TLS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys and certificates in the forms that openssl writes. */
@Tag("peer")
class TLSFilesTest {

    @TempDir private Path directory;
    private Certificates certificates;

    @BeforeEach
    void certificates() {
        certificates = Certificates.create(directory.resolve("tls"));
    }

    private Path openssl(String name, String arguments) {
        var file = directory.resolve(name);
        var result =
                PeerCommand.run(
                        directory, ("openssl " + arguments + " -out " + file).split(" ", -1));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return file;
    }

    private TLS read(Path certificate, Path key) throws IOException {
        return TLS.ofPEM(certificate, key, certificates.authority());
    }

    @Test
    void an_rsa_key_is_read_as_pkcs8_and_as_pkcs1() throws IOException {
        var traditional = openssl("rsa.key", "rsa -traditional -in " + certificates.key());
        assertThat(Files.readString(traditional)).contains("BEGIN RSA PRIVATE KEY");
        assertThat(read(certificates.certificate(), traditional).isAvailable()).isTrue();
        assertThat(read(certificates.certificate(), certificates.key()).isAvailable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"prime256v1", "secp384r1", "secp521r1"})
    void an_ec_key_is_read_as_sec1_and_as_pkcs8(String curve) throws IOException {
        var sec1 = openssl("ec.key", "ecparam -genkey -name " + curve);
        assertThat(Files.readString(sec1)).contains("BEGIN EC PRIVATE KEY");
        var pkcs8 = openssl("ec8.key", "pkcs8 -topk8 -nocrypt -in " + sec1);
        var certificate = openssl("ec.pem", "req -x509 -days 5 -subj /CN=localhost -key " + sec1);
        assertThat(read(certificate, sec1).isAvailable()).isTrue();
        assertThat(read(certificate, pkcs8).isAvailable()).isTrue();
    }

    @Test
    void what_cannot_be_used_is_named() throws IOException {
        var other = openssl("other.key", "genpkey -algorithm RSA");
        assertThatIOException()
                .isThrownBy(() -> read(certificates.certificate(), other))
                .withMessageContaining("does not belong")
                .withMessageContaining(other.toString());
        var encrypted =
                openssl(
                        "encrypted.key",
                        "pkcs8 -topk8 -passout pass:secret -in " + certificates.key());
        assertThatIOException()
                .isThrownBy(() -> read(certificates.certificate(), encrypted))
                .withMessageContaining("without a pass phrase");
        assertThatIOException()
                .isThrownBy(() -> read(certificates.certificate(), certificates.authority()))
                .withMessageContaining("no PEM private key");
        assertThatIOException()
                .isThrownBy(() -> read(certificates.key(), certificates.key()))
                .withMessageContaining("no PEM certificate");
        var text = Files.writeString(directory.resolve("text"), "hello");
        assertThatIOException()
                .isThrownBy(() -> TLS.ofPEM(certificates.certificate(), certificates.key(), text))
                .withMessageContaining(text.toString());
    }

    @Test
    void a_key_cut_anywhere_is_refused_as_unreadable() throws IOException {
        var sec1 = openssl("cut.key", "ecparam -genkey -noout -name prime256v1");
        var whole = Files.readString(sec1);
        for (int length = 0; length < whole.length() - 40; length += 7) {
            var end = "\n-----END EC PRIVATE KEY-----\n";
            var cut = Files.writeString(sec1, whole.substring(0, length) + end);
            assertThatIOException().isThrownBy(() -> read(certificates.certificate(), cut));
        }
    }
}
