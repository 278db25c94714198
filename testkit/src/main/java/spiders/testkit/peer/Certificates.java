// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import spiders.dicom.net.TLS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An authority and one certificate for this machine ({@code localhost}, {@code 127.0.0.1}), made by
 * openssl for a test.
 *
 * @param authority the authority's certificate, which both sides trust
 * @param certificate the node's certificate
 * @param key the node's private key, PKCS#8
 */
public record Certificates(Path authority, Path certificate, Path key) {

    private static final String HERE = "DNS:localhost,IP:127.0.0.1";
    private static final int DAYS = 30;

    /** Makes them in a directory, which is created. */
    public static Certificates create(Path directory) {
        return create(directory, HERE, DAYS);
    }

    /** The same for another machine, such as {@code DNS:pacs.example}. */
    public static Certificates createFor(String subjectAltName, Path directory) {
        return create(directory, subjectAltName, DAYS);
    }

    /** The same, out of date since yesterday. */
    public static Certificates createExpired(Path directory) {
        return create(directory, HERE, -1);
    }

    private static Certificates create(Path directory, String subjectAltName, int days) {
        var authority = directory.resolve("authority.pem");
        var certificate = directory.resolve("node.pem");
        var key = directory.resolve("node.key");
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve("extensions"),
                    """
                    subjectAltName=%s
                    extendedKeyUsage=serverAuth,clientAuth
                    """
                            .formatted(subjectAltName));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openssl(
                directory,
                "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=Test-authority"
                        + " -keyout authority.key -out authority.pem");
        openssl(
                directory,
                "req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout node.key"
                        + " -out node.csr");
        openssl(
                directory,
                "x509 -req -in node.csr -CA authority.pem -CAkey authority.key"
                        + " -CAcreateserial -extfile extensions -out node.pem -days "
                        + days);
        return new Certificates(authority, certificate, key);
    }

    private static void openssl(Path directory, String arguments) {
        var result = PeerCommand.run(directory, ("openssl " + arguments).split(" ", -1));
        if (result.exitCode() != 0) {
            throw new IllegalStateException("openssl: " + result.output());
        }
    }

    /** Both as the toolkit reads them. */
    public TLS tls() {
        try {
            return TLS.ofPEM(certificate, key, authority);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
