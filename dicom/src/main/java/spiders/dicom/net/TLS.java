// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * What protects associations and DICOMweb: our certificate, its key, and the authorities we trust.
 *
 * <p>A {@link TLSProfile} says which versions and suites; both sides show a certificate. A server's
 * certificate must name the host that was dialled, unless that check is switched off. Threads share
 * it.
 */
public final class TLS {

    private static final TLS NONE = new TLS(null, null, true, TLSProfile.BCP_195);

    private final @Nullable SSLContext fixed;
    private final @Nullable TLSFiles files;
    private final boolean hostNameChecked;
    private final TLSProfile profile;

    private TLS(
            @Nullable SSLContext fixed,
            @Nullable TLSFiles files,
            boolean hostNameChecked,
            TLSProfile profile) {
        this.fixed = fixed;
        this.files = files;
        this.hostNameChecked = hostNameChecked;
        this.profile = profile;
    }

    /** No certificate: every attempt to use it is refused, {@code NO_CREDENTIALS}. */
    public static TLS none() {
        return NONE;
    }

    /** With a context made elsewhere; protocols, suites and client certificates are as here. */
    public static TLS of(SSLContext context) {
        return new TLS(context, null, true, TLSProfile.BCP_195);
    }

    /**
     * Reads PEM files, and reads them again when they change: a connection made a second or more
     * later has the new certificate, those that stand keep theirs. Files that changed into
     * something that cannot be used are logged, and what was read before stays in force.
     *
     * @param certificate our certificate, then those of its issuers
     * @param key our private key, unencrypted: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC)
     * @param trust the certificates of the authorities, or of the very peers, that are trusted, and
     *     the revocation lists ({@code X509 CRL}) of the authorities: with one of them, each
     *     authority needs its own, and a list past its next update is believed no more
     * @throws IOException when a file cannot be read, or holds something else: the message says
     *     which and why
     */
    public static TLS ofPEM(Path certificate, Path key, Path trust) throws IOException {
        return new TLS(null, TLSFiles.of(certificate, key, trust), true, TLSProfile.BCP_195);
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
     * The same certificate of ours, none if there is none, with others to trust, and them alone.
     *
     * @param trust PEM: the certificates of the authorities, or of the very peers, that are trusted
     * @throws IOException when the file cannot be read, or holds something else
     */
    public TLS trusting(Path trust) throws IOException {
        var with = files == null ? TLSFiles.ofTrust(trust) : files.trusting(trust);
        return new TLS(null, with, hostNameChecked, profile);
    }

    /**
     * The same without the check of a server's host name, for peers whose certificates do not name
     * their host: any holder of a certificate of a trusted authority can then take their place.
     */
    public TLS withoutHostNameCheck() {
        return new TLS(fixed, files, false, profile);
    }

    /** The same with another profile. */
    public TLS withProfile(TLSProfile value) {
        return new TLS(fixed, files, hostNameChecked, value);
    }

    public TLSProfile profile() {
        return profile;
    }

    public boolean isAvailable() {
        return fixed != null || files != null;
    }

    /** Our certificate as it is in its file now; empty when it comes from no file. */
    public Optional<TLSCertificate> certificate() {
        return files == null
                ? Optional.empty()
                : Optional.ofNullable(files.refreshed().certificate());
    }

    /**
     * When the first of the revocation lists that we trust is believed no more: no certificate of
     * its authority is from then on. Empty when there is none, or none that ends.
     */
    public Optional<Instant> revocationsEnd() {
        return files == null
                ? Optional.empty()
                : Optional.ofNullable(files.refreshed().revocationsEnd());
    }

    /** Refuses when there is none; {@code peer} is named in the refusal. */
    SSLContext context(String peer) {
        if (files != null) {
            return files.current().context();
        }
        if (fixed == null) {
            throw new TLSFailedException(peer, TLSFailedException.Reason.NO_CREDENTIALS);
        }
        return fixed;
    }

    /**
     * Has an HTTP client use this for {@code https}; a server's certificate must always name its
     * host there. The client keeps the certificate it was made with.
     *
     * @throws TLSFailedException if there is nothing to protect it with
     */
    public HttpClient.Builder protecting(HttpClient.Builder client) {
        var ready = context("an https address");
        return client.sslContext(ready)
                .sslParameters(parameters(ready.getSupportedSSLParameters()));
    }

    /**
     * What a client of another protocol makes its connections with; versions, suites and the check
     * of the host are for that client to set.
     *
     * @throws TLSFailedException if there is nothing to protect them with
     */
    public SSLSocketFactory sockets() {
        return context("a server").getSocketFactory();
    }

    /**
     * What a server of another protocol makes its connections with, by {@link #serverParameters()}.
     *
     * @throws TLSFailedException if there is nothing to protect them with
     */
    public SSLContext serverContext() {
        return context("a client");
    }

    /**
     * The versions and suites of the profile, for a server that insists on a client's certificate.
     *
     * @throws TLSFailedException if there is nothing to protect it with
     */
    public SSLParameters serverParameters() {
        return serverParameters(serverContext().getSupportedSSLParameters());
    }

    /**
     * Has a connected socket protected towards a host; closing it closes both. The handshake is the
     * caller's to begin.
     *
     * @throws TLSFailedException if there is nothing to protect it with
     */
    public SSLSocket protecting(Socket connected, String host) throws IOException {
        var ready = context(host);
        var factory = ready.getSocketFactory();
        var socket = (SSLSocket) factory.createSocket(connected, host, connected.getPort(), true);
        socket.setSSLParameters(clientParameters(ready.getSupportedSSLParameters()));
        return socket;
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

    private SSLParameters parameters(SSLParameters supported) {
        var known = Arrays.asList(supported.getCipherSuites());
        var parameters = new SSLParameters();
        parameters.setProtocols(profile.protocols().toArray(String[]::new));
        parameters.setCipherSuites(
                profile.cipherSuites().stream().filter(known::contains).toArray(String[]::new));
        return parameters;
    }
}
