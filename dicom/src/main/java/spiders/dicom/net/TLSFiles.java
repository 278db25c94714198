// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.CertPathTrustManagerParameters;
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

    private final @Nullable Identity identity;
    private final Path trust;
    private final ReentrantLock lock = new ReentrantLock();
    private List<String> stamps;
    private Loaded loaded;
    private long looked = System.nanoTime();

    /** Where our certificate and its key are. */
    private record Identity(Path certificate, Path key) {}

    /** What the files held; a certificate of ours, if there is one. */
    record Loaded(
            SSLContext context,
            @Nullable TLSCertificate certificate,
            @Nullable Instant revocationsEnd) {}

    private TLSFiles(@Nullable Identity identity, Path trust) throws IOException {
        this.identity = identity;
        this.trust = trust;
        stamps = stamps();
        loaded = load();
    }

    /**
     * @throws IOException when a file cannot be read or used: the message says which and why
     */
    static TLSFiles of(Path certificate, Path key, Path trust) throws IOException {
        return new TLSFiles(new Identity(certificate, key), trust);
    }

    /** Trust alone, for a side that shows no certificate. */
    static TLSFiles ofTrust(Path trust) throws IOException {
        return new TLSFiles(null, trust);
    }

    /** The same certificate of ours, with others to trust. */
    TLSFiles trusting(Path others) throws IOException {
        return new TLSFiles(identity, others);
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
                LOG.log(Level.INFO, "TLS files read again: {0}", until(loaded.certificate()));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Changed TLS files cannot be used, the old stay in force", e);
        }
    }

    private String until(@Nullable TLSCertificate certificate) {
        return certificate == null
                ? trust.toString()
                : "%s, until %s".formatted(certificate.subject(), certificate.notAfter());
    }

    private List<Path> files() {
        return identity == null
                ? List.of(trust)
                : List.of(identity.certificate, identity.key, trust);
    }

    private List<String> stamps() throws IOException {
        var stamps = new ArrayList<String>();
        for (var file : files()) {
            stamps.add(stamp(file));
        }
        return List.copyOf(stamps);
    }

    /** A file that was replaced or rewritten has another one. */
    private static String stamp(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return "%s %s %s"
                .formatted(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
    }

    private Loaded load() throws IOException {
        try {
            var trusted = empty();
            for (var authority : PEMFile.certificates(trust)) {
                trusted.setCertificateEntry("trusted-" + trusted.size(), authority);
            }
            var revocations = PEMFile.revocationLists(trust);
            var ours = identity;
            if (ours == null) {
                return new Loaded(context(empty(), trusted, revocations), null, end(revocations));
            }
            var chain = PEMFile.certificates(ours.certificate);
            var privateKey = PEMFile.privateKey(ours.key);
            PEMFile.requirePair(chain.getFirst(), privateKey, ours.certificate, ours.key);
            var shown = empty();
            shown.setKeyEntry(
                    "identity", privateKey, new char[0], chain.toArray(Certificate[]::new));
            return new Loaded(
                    context(shown, trusted, revocations),
                    TLSCertificate.of(chain.getFirst()),
                    end(revocations));
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot use %s: %s".formatted(this, e.getMessage()), e);
        }
    }

    /** When the first list is believed no more; null if none ends. */
    private static @Nullable Instant end(List<X509CRL> revocations) {
        return revocations.stream()
                .map(X509CRL::getNextUpdate)
                .filter(Objects::nonNull)
                .map(Date::toInstant)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static SSLContext context(KeyStore shown, KeyStore trusted, List<X509CRL> revocations)
            throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(shown, new char[0]);
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(new CertPathTrustManagerParameters(paths(trusted, revocations)));
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /**
     * Which certificates are believed (RFC 5280 section 6). As soon as there is one revocation
     * list, each authority must have its own, in force: what nobody vouches for is not believed,
     * and nobody is asked.
     */
    private static PKIXBuilderParameters paths(KeyStore trusted, List<X509CRL> revocations)
            throws GeneralSecurityException {
        var paths = new PKIXBuilderParameters(trusted, new X509CertSelector());
        paths.setRevocationEnabled(false);
        if (!revocations.isEmpty()) {
            // A checker of our own would fetch lists from where a certificate says they are.
            paths.setRevocationEnabled(true);
            paths.addCertStore(
                    CertStore.getInstance(
                            "Collection", new CollectionCertStoreParameters(revocations)));
        }
        return paths;
    }

    /** Where the files are, for messages. */
    @Override
    public String toString() {
        return files().toString();
    }
}
