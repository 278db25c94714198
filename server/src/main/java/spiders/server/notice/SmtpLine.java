// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.server.configuration.Configuration.Mail;
import spiders.server.configuration.Configuration.Mail.Protection;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to a mail server. The socket is ours, and not the library's, since that waits for
 * the answer to a letter no longer than for the answer to a command.
 */
final class SmtpLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpLine.class);

    private final Socket socket;
    private final SMTPTransport transport;
    private final Patience patience;
    private final CountDownLatch closed = new CountDownLatch(1);

    private SmtpLine(Socket socket, SMTPTransport transport, Patience patience) {
        this.socket = socket;
        this.transport = transport;
        this.patience = patience;
    }

    /**
     * Connects, protected as the mail server is to be, and signs in.
     *
     * @param protection of an implicit TLS line: its sockets
     */
    static SmtpLine open(Session session, Mail mail, SSLSocketFactory protection, Patience patience)
            throws MessagingException {
        var socket = new Socket();
        var line = new SmtpLine(socket, (SMTPTransport) session.getTransport("smtp"), patience);
        Thread.ofVirtual().name("smtp-line").start(line::watch);
        try {
            int millis = Math.toIntExact(patience.command().toMillis());
            socket.connect(address(mail), millis);
            socket.setSoTimeout(millis);
            line.transport.connect(
                    mail.protection() == Protection.TLS
                            ? secured(socket, session, mail, protection)
                            : socket);
            return line;
        } catch (IOException e) {
            line.close();
            throw new MessagingException("no connection: " + e.getMessage(), e);
        } catch (MessagingException e) {
            line.close();
            throw e;
        }
    }

    /** With the name of the configuration, which the certificate of the server must have. */
    private static InetSocketAddress address(Mail mail) throws IOException {
        var found = InetAddress.getByName(mail.host());
        return new InetSocketAddress(
                InetAddress.getByAddress(mail.host(), found.getAddress()), mail.port());
    }

    private static SSLSocket secured(
            Socket socket, Session session, Mail mail, SSLSocketFactory protection)
            throws IOException {
        var secured = (SSLSocket) protection.createSocket(socket, mail.host(), mail.port(), true);
        var parameters = secured.getSSLParameters();
        parameters.setProtocols(words(session, "mail.smtp.ssl.protocols"));
        parameters.setCipherSuites(words(session, "mail.smtp.ssl.ciphersuites"));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static String[] words(Session session, String property) {
        return session.getProperty(property).split(" ");
    }

    /** Hands a letter over; it is the server's when this returns. */
    void send(MimeMessage letter) throws MessagingException {
        transport.sendMessage(new Written(letter), letter.getAllRecipients());
    }

    /** The letter, after whose last line the patience is that for the answer. */
    private final class Written extends MimeMessage {

        Written(MimeMessage letter) throws MessagingException {
            super(letter);
        }

        @Override
        public void writeTo(OutputStream out, String[] without)
                throws IOException, MessagingException {
            super.writeTo(out, without);
            socket.setSoTimeout(Math.toIntExact(patience.answer().toMillis()));
        }
    }

    /** A server that takes a byte a minute, or reads no more, would hold up all others. */
    private void watch() {
        try {
            if (!closed.await(patience.whole().toMillis(), TimeUnit.MILLISECONDS)) {
                cut();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("the line to the mail server is broken already", e);
        }
    }

    /** Says goodbye, for as long as a command may take; how that goes changes nothing. */
    @Override
    public void close() {
        try {
            socket.setSoTimeout(Math.toIntExact(patience.command().toMillis()));
            transport.close();
        } catch (SocketException | MessagingException e) {
            LOG.debug("the mail server did not say goodbye", e);
        } finally {
            cut();
            closed.countDown();
        }
    }
}
