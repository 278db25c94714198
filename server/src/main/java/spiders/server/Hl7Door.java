// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import spiders.dicom.net.TLS;
import spiders.rcp.mllp.MllpServer;
import spiders.server.configuration.Configuration.Hl7;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

import javax.net.ssl.SSLSocket;

/** The HL7 port, where the configuration has one. */
final class Hl7Door implements SmartLifecycle {

    private static final System.Logger LOG = System.getLogger(Hl7Door.class.getName());
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Hl7> configured;
    private final MllpServer.Desk desk;
    private final TLS tls;
    private volatile @Nullable MllpServer server;

    Hl7Door(List<Hl7> configured, MllpServer.Desk desk, TLS tls) {
        this.configured = List.copyOf(configured);
        this.desk = desk;
        this.tls = tls;
    }

    /** The port in use; empty when closed. */
    OptionalInt port() {
        var open = server;
        return open == null ? OptionalInt.empty() : OptionalInt.of(open.port());
    }

    @Override
    public void start() {
        for (var hl7 : configured) {
            var limits = new MllpServer.Limits(hl7.connections(), IDLE, PATIENCE);
            try {
                server =
                        MllpServer.start(
                                new InetSocketAddress(hl7.bind(), hl7.port()),
                                desk,
                                hl7.isEncrypted() ? this::encrypted : accepted -> accepted,
                                limits);
            } catch (IOException e) {
                throw new HubStartException(
                        "hl7 port %d on %s: %s".formatted(hl7.port(), hl7.bind(), e.getMessage()),
                        e);
            }
        }
    }

    /** Both sides show a certificate, as in DICOM. */
    private Socket encrypted(Socket accepted) throws IOException {
        var nothing = new ByteArrayInputStream(new byte[0]);
        var socket = (SSLSocket) tls.sockets().createSocket(accepted, nothing, true);
        var known = Arrays.asList(socket.getSupportedCipherSuites());
        socket.setEnabledProtocols(tls.profile().protocols().toArray(String[]::new));
        socket.setEnabledCipherSuites(
                tls.profile().cipherSuites().stream()
                        .filter(known::contains)
                        .toArray(String[]::new));
        socket.setNeedClientAuth(true);
        socket.startHandshake();
        return socket;
    }

    @Override
    public void stop() {
        var open = server;
        server = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            LOG.log(Level.INFO, "The HL7 port could not be closed", e);
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public int getPhase() {
        return Phases.JOBS;
    }
}
