// SPDX-License-Identifier: Apache-2.0
package spiders.security.atna;

import org.jspecify.annotations.Nullable;

import spiders.dicom.net.TLS;
import spiders.dicom.net.TLSFailedException;
import spiders.security.AuditLine;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Where the audit is sent to: an audit record repository of the network (IHE ITI-20), by syslog
 * over TLS (RFC 5425).
 *
 * <p>Syslog is answered by nothing. Each delivery has a connection of its own, that is closed in
 * order: what was sent counts as delivered once the collector, having read to the end, has closed
 * its side too. What does not come so far is sent again, so that a record can arrive twice and
 * never not at all.
 */
public final class AuditCollector {

    private static final int BUFFER = 64 << 10;

    private final String host;
    private final int port;
    private final TLS tls;
    private final Duration patience;

    /** Connecting, and each silence of the collector, may last as long as {@code patience}. */
    public AuditCollector(String host, int port, TLS tls, Duration patience) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.patience = patience;
    }

    /** For messages: host and port. */
    public String name() {
        return host + ":" + port;
    }

    /**
     * Delivers records, all or none for certain.
     *
     * @throws TLSFailedException if there is no protected connection
     * @throws IOException if it cannot be reached, breaks off, or does not close in time
     */
    public void deliver(List<AuditLine> lines) throws IOException {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            try (var socket = tls.protecting(plain, host)) {
                socket.setSoTimeout((int) patience.toMillis());
                handshake(socket);
                send(socket, lines);
                forget(socket);
            }
        }
    }

    private void handshake(SSLSocket socket) throws IOException {
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            throw TLSFailedException.of(name(), e);
        }
    }

    private static void send(SSLSocket socket, List<AuditLine> lines) throws IOException {
        var out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        for (var line : lines) {
            out.write(SyslogFrame.of(line.at(), line.node(), AuditMessage.of(line)));
        }
        out.flush();
        socket.shutdownOutput();
        awaitEnd(socket.getInputStream());
    }

    /**
     * No session is taken up again: rsyslog, which asks for certificates, refuses that by an
     * internal error, as OpenSSL does where a server has not named its sessions.
     */
    private static void forget(SSLSocket socket) {
        var sessions = socket.getSession().getSessionContext();
        if (sessions != null) {
            for (var id : Collections.list(sessions.getIds())) {
                forget(sessions.getSession(id));
            }
        }
    }

    private static void forget(@Nullable SSLSession session) {
        if (session != null) { // It may have ended by itself.
            session.invalidate();
        }
    }

    private static void awaitEnd(InputStream in) throws IOException {
        if (in.read() >= 0) {
            throw new IOException("the collector answers, which syslog does not");
        }
    }
}
