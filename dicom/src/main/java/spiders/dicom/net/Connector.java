// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.net.ConnectionFailedException.Reason;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.security.Principal;
import java.time.Duration;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Opens connections, and puts TLS over them on either side. */
final class Connector {

    private Connector() {}

    /** Connects to a node, with TLS where it wants it. */
    static Transport connect(RemoteNode node, NetworkOptions options) {
        var transport = connectTCP(node, options);
        if (node.tls()) {
            try {
                secureClient(transport, node, options);
            } catch (RuntimeException e) {
                transport.close();
                throw e;
            }
        }
        return transport;
    }

    private static Transport connectTCP(RemoteNode node, NetworkOptions options) {
        var address = new InetSocketAddress(node.host(), node.port());
        if (address.isUnresolved()) {
            throw new ConnectionFailedException(
                    node, Reason.UNKNOWN_HOST, new IOException("unresolved host"));
        }
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.socket().connect(address, (int) options.connectTimeout().toMillis());
            var transport = new Transport(channel, options.writeTimeout());
            transport.allow(options.associationTimeout());
            return transport;
        } catch (IOException e) {
            closeQuietly(channel);
            throw new ConnectionFailedException(node, reason(e), e);
        }
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            return; // It never was open.
        }
    }

    private static Reason reason(IOException thrown) {
        if (Thread.currentThread().isInterrupted()) {
            return Reason.INTERRUPTED;
        }
        var message = String.valueOf(thrown.getMessage());
        if (thrown instanceof SocketTimeoutException || message.contains("timed out")) {
            return Reason.TIMED_OUT;
        }
        return thrown instanceof ConnectException ? Reason.REFUSED : Reason.UNREACHABLE;
    }

    private static void secureClient(Transport transport, RemoteNode node, NetworkOptions options) {
        var peer = node.toString();
        var factory = options.tls().context(peer).getSocketFactory();
        try {
            var socket =
                    (SSLSocket)
                            factory.createSocket(
                                    transport.socket(), node.host(), node.port(), true);
            socket.setSSLParameters(options.tls().clientParameters(socket.getSSLParameters()));
            transport.handshake(socket::startHandshake);
            transport.secure(socket, encrypted(socket.getSession()));
        } catch (IOException e) {
            throw handshakeFailure(transport, peer, e, options.associationTimeout());
        }
    }

    /**
     * Waits for the first byte of a caller on a TLS port, refuses plain DICOM by name, and shakes
     * hands; the time allowed to {@code transport} bounds it all.
     */
    static void secureServer(Transport transport, NetworkOptions options) {
        var peer = transport.remoteAddress().toString();
        var factory = options.tls().context(peer).getSocketFactory();
        try {
            var first = new byte[1];
            if (transport.read(first, 0, 1) < 0) {
                throw new EOFException("closed before a word");
            }
            if (first[0] != UpperLayer.TLS_HANDSHAKE) {
                throw new TLSFailedException(peer, TLSFailedException.Reason.PEER_SPEAKS_PLAIN);
            }
            InputStream consumed = new java.io.ByteArrayInputStream(first);
            var socket = (SSLSocket) factory.createSocket(transport.socket(), consumed, true);
            socket.setSSLParameters(options.tls().serverParameters(socket.getSSLParameters()));
            transport.handshake(socket::startHandshake);
            transport.secure(socket, encrypted(socket.getSession()));
        } catch (IOException e) {
            throw handshakeFailure(transport, peer, e, options.associationTimeout());
        }
    }

    private static NetworkException handshakeFailure(
            Transport transport, String peer, IOException thrown, Duration waited) {
        if (transport.isReadExpired()) {
            return new ResponseTimeoutException(
                    peer, "TLS handshake (does that port speak plain DICOM?)", waited);
        }
        if (Thread.currentThread().isInterrupted()) {
            return new AssociationAbortedException(
                    peer, AssociationAbortedException.Cause.LOCAL_USER, thrown);
        }
        if (thrown instanceof SSLException) {
            return TLSReasons.failure(peer, thrown);
        }
        return new TLSFailedException(peer, TLSFailedException.Reason.HANDSHAKE_FAILED, thrown);
    }

    private static ChannelSecurity encrypted(SSLSession session) {
        var subject = "";
        try {
            Principal principal = session.getPeerPrincipal();
            subject = principal.getName();
        } catch (SSLPeerUnverifiedException e) {
            subject = "";
        }
        return new ChannelSecurity.Encrypted(
                session.getProtocol(), session.getCipherSuite(), subject);
    }
}
