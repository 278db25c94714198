// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import spiders.dicom.net.TLS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    private static final String REVOKE = "ca -config @.conf -revoke node.pem";
    private static final String LIST = "ca -config @.conf -gencrl -out @.crl";
    private static final String OLD = " -crl_nextupdate 20200108000000Z";

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
                "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=Test-authority-"
                        + directory.getFileName()
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

    /** The same, with a revocation list of the authority in its file: this certificate on it. */
    public Certificates revoked() {
        return withRevocationList("revoked", List.of(REVOKE, LIST));
    }

    /** The same, with a revocation list of the authority in its file: nothing on it. */
    public Certificates notRevoked() {
        return withRevocationList("not-revoked", List.of(LIST));
    }

    /** The same, with a revocation list that is not in force any more. */
    public Certificates withOldRevocationList() {
        return withRevocationList(
                "old-list", List.of(LIST + " -crl_lastupdate 20200101000000Z" + OLD));
    }

    private Certificates withRevocationList(String name, List<String> commands) {
        var directory = authority.resolveSibling("").toAbsolutePath();
        var list = directory.resolve(name + ".crl");
        var trust = directory.resolve(name + ".pem");
        try {
            Files.writeString(directory.resolve(name + ".index"), "");
            Files.writeString(directory.resolve(name + ".number"), "01\n");
            Files.writeString(
                    directory.resolve(name + ".conf"),
                    """
                    [ca]
                    default_ca = test
                    [test]
                    database = %1$s.index
                    crlnumber = %1$s.number
                    default_md = sha256
                    default_crl_days = 10
                    certificate = authority.pem
                    private_key = authority.key
                    """
                            .formatted(name));
            for (var command : commands) {
                openssl(directory, command.replace("@", name));
            }
            Files.writeString(trust, Files.readString(authority) + Files.readString(list));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Certificates(trust, certificate, key);
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
