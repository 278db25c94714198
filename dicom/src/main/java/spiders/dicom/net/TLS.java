// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * What protects associations and DICOMweb: our certificate, its key, and the authorities we trust.
 *
 * <p>TLS 1.2 and 1.3 with ECDHE and AEAD suites only, both sides with a certificate (BCP 195;
 * PS3.15 section B.9). A server's certificate must name the host that was dialled, unless that
 * check is switched off. Immutable; threads share it.
 */
public final class TLS {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private static final List<String> SUITES =
            List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final List<KeyManager> NOBODY = List.of();
    private static final TLS NONE = new TLS(null, NOBODY, true);

    private final @Nullable SSLContext context;
    private final List<KeyManager> identity;
    private final boolean hostNameChecked;

    private TLS(@Nullable SSLContext context, List<KeyManager> identity, boolean hostNameChecked) {
        this.context = context;
        this.identity = List.copyOf(identity);
        this.hostNameChecked = hostNameChecked;
    }

    /** No certificate: every attempt to use it is refused, {@code NO_CREDENTIALS}. */
    public static TLS none() {
        return NONE;
    }

    /** With a context made elsewhere; protocols, suites and client certificates are as here. */
    public static TLS of(SSLContext context) {
        return new TLS(context, NOBODY, true);
    }

    /** Without a certificate of ours, and with the authorities that this Java trusts. */
    public static TLS ofJava() {
        try {
            return of(SSLContext.getDefault());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    /**
     * Reads PEM files.
     *
     * @param certificate our certificate, then those of its issuers
     * @param key our private key, unencrypted: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC)
     * @param trust the certificates of the authorities, or of the very peers, that are trusted
     * @throws IOException when a file cannot be read, or holds something else: the message says
     *     which and why
     */
    public static TLS ofPEM(Path certificate, Path key, Path trust) throws IOException {
        var chain = PEMFile.certificates(certificate);
        try {
            var identity = KeyStore.getInstance("PKCS12");
            identity.load(null, null);
            var privateKey = PEMFile.privateKey(key);
            PEMFile.requirePair(chain.getFirst(), privateKey, certificate, key);
            var chainArray = chain.toArray(java.security.cert.Certificate[]::new);
            identity.setKeyEntry("identity", privateKey, new char[0], chainArray);
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(identity, new char[0]);
            return trusting(List.of(keys.getKeyManagers()), trust);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "TLS cannot use %s with %s: %s".formatted(certificate, key, e.getMessage()), e);
        }
    }

    /**
     * The same certificate of ours, none if there is none, with others to trust, and them alone.
     *
     * @param trust PEM: the certificates of the authorities, or of the very peers, that are trusted
     * @throws IOException when the file cannot be read, or holds something else
     */
    public TLS trusting(Path trust) throws IOException {
        try {
            return trusting(identity, trust);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot use %s: %s".formatted(trust, e.getMessage()), e);
        }
    }

    private static TLS trusting(List<KeyManager> identity, Path trust)
            throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (var authority : PEMFile.certificates(trust)) {
            trusted.setCertificateEntry("trusted-" + trusted.size(), authority);
        }
        var managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(identity.toArray(KeyManager[]::new), managers.getTrustManagers(), null);
        return new TLS(context, identity, true);
    }

    /**
     * The same without the check of a server's host name, for peers whose certificates do not name
     * their host: any holder of a certificate of a trusted authority can then take their place.
     */
    public TLS withoutHostNameCheck() {
        return new TLS(context, identity, false);
    }

    public boolean isAvailable() {
        return context != null;
    }

    /** Refuses when there is none; {@code peer} is named in the refusal. */
    SSLContext context(String peer) {
        if (context == null) {
            throw new TLSFailedException(peer, TLSFailedException.Reason.NO_CREDENTIALS);
        }
        return context;
    }

    /**
     * Has an HTTP client use this for {@code https}; a server's certificate must always name its
     * host there.
     *
     * @throws TLSFailedException if there is nothing to protect it with
     */
    public HttpClient.Builder protecting(HttpClient.Builder client) {
        var ready = context("an https address");
        return client.sslContext(ready)
                .sslParameters(parameters(ready.getSupportedSSLParameters()));
    }

    SSLParameters clientParameters(SSLParameters supported) {
        var parameters = parameters(supported);
        if (hostNameChecked) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    SSLParameters serverParameters(SSLParameters supported) {
        var parameters = parameters(supported);
        parameters.setNeedClientAuth(true);
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    private static SSLParameters parameters(SSLParameters supported) {
        var known = Arrays.asList(supported.getCipherSuites());
        var parameters = new SSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(SUITES.stream().filter(known::contains).toArray(String[]::new));
        return parameters;
    }
}
