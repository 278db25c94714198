// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificate, key and trust in PEM files, read again when they have changed: looked at when a
 * connection needs them, at most once a second. Files that cannot be used leave what was read
 * before in force, and are tried again.
 */
final class TLSFiles {

    private static final System.Logger LOG = System.getLogger(TLSFiles.class.getName());
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path certificate;
    private final Path key;
    private final Path trust;
    private final ReentrantLock lock = new ReentrantLock();
    private List<String> stamps;
    private Loaded loaded;
    private long looked = System.nanoTime();

    /** What the files held. */
    record Loaded(SSLContext context, TLSCertificate certificate) {}

    /**
     * @throws IOException when a file cannot be read or used: the message says which and why
     */
    TLSFiles(Path certificate, Path key, Path trust) throws IOException {
        this.certificate = certificate;
        this.key = key;
        this.trust = trust;
        stamps = stamps();
        loaded = load();
    }

    Loaded current() {
        lock.lock();
        try {
            if (System.nanoTime() - looked >= LOOK_NANOS) {
                lookNow();
            }
            return loaded;
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the files without waiting for the second to pass. */
    Loaded refreshed() {
        lock.lock();
        try {
            lookNow();
            return loaded;
        } finally {
            lock.unlock();
        }
    }

    private void lookNow() {
        looked = System.nanoTime();
        try {
            var now = stamps();
            if (!now.equals(stamps)) {
                loaded = load();
                stamps = now;
                LOG.log(
                        Level.INFO,
                        "TLS certificate read again: {0}, until {1}",
                        loaded.certificate().subject(),
                        loaded.certificate().notAfter());
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Changed TLS files cannot be used, the old stay in force", e);
        }
    }

    private List<String> stamps() throws IOException {
        return List.of(stamp(certificate), stamp(key), stamp(trust));
    }

    /** A file that was replaced or rewritten has another one. */
    private static String stamp(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return "%s %s %s"
                .formatted(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
    }

    private Loaded load() throws IOException {
        var chain = PEMFile.certificates(certificate);
        try {
            var identity = KeyStore.getInstance("PKCS12");
            identity.load(null, null);
            var privateKey = PEMFile.privateKey(key);
            PEMFile.requirePair(chain.getFirst(), privateKey, certificate, key);
            var chainArray = chain.toArray(Certificate[]::new);
            identity.setKeyEntry("identity", privateKey, new char[0], chainArray);
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (var authority : PEMFile.certificates(trust)) {
                trusted.setCertificateEntry("trusted-" + trusted.size(), authority);
            }
            return new Loaded(context(identity, trusted), TLSCertificate.of(chain.getFirst()));
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "TLS cannot use %s with %s: %s".formatted(certificate, key, e.getMessage()), e);
        }
    }

    private static SSLContext context(KeyStore identity, KeyStore trusted)
            throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(identity, new char[0]);
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Where the files are, for messages. */
    @Override
    public String toString() {
        return Stream.of(certificate, key, trust).map(Path::toString).toList().toString();
    }
}
