// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

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

    /** Makes them in a directory, which is created. */
    public static Certificates create(Path directory) {
        var authority = directory.resolve("authority.pem");
        var certificate = directory.resolve("node.pem");
        var key = directory.resolve("node.key");
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve("extensions"),
                    """
                    subjectAltName=DNS:localhost,IP:127.0.0.1
                    extendedKeyUsage=serverAuth,clientAuth
                    """);
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
                        + " -CAcreateserial -days 30 -extfile extensions -out node.pem");
        return new Certificates(authority, certificate, key);
    }

    private static void openssl(Path directory, String arguments) {
        var result = PeerCommand.run(directory, ("openssl " + arguments).split(" ", -1));
        if (result.exitCode() != 0) {
            throw new IllegalStateException("openssl: " + result.output());
        }
    }
}
