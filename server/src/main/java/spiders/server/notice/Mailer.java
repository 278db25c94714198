// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;

import spiders.dicom.net.TLS;
import spiders.dicom.net.TLSProfile;
import spiders.server.configuration.Configuration.Mail;
import spiders.server.configuration.Configuration.Mail.Protection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;

import javax.net.ssl.SSLSocketFactory;

/** Sends mail by the server that the configuration names, with the protection that it asks for. */
public final class Mailer {

    private final Mail mail;
    private final Session session;
    private final Patience patience;

    private Mailer(Mail mail, Session session, Patience patience) {
        this.mail = mail;
        this.session = session;
        this.patience = patience;
    }

    /**
     * Reads what the configuration names.
     *
     * @throws IOException if the password or the trust file cannot be read
     */
    public static Mailer of(Mail mail) throws IOException {
        return of(mail, Patience.USUAL);
    }

    /** The same, with another patience. */
    static Mailer of(Mail mail, Patience patience) throws IOException {
        var properties = properties(mail);
        if (mail.login().isEmpty()) {
            return new Mailer(mail, Session.getInstance(properties), patience);
        }
        var login = mail.login().getFirst();
        var password = Files.readString(login.passwordFile(), StandardCharsets.UTF_8).strip();
        var known = new Known(login.name(), password);
        return new Mailer(mail, Session.getInstance(properties, known), patience);
    }

    private static final class Known extends Authenticator {

        private final String name;
        private final String password;

        Known(String name, String password) {
            this.name = name;
            this.password = password;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(name, password);
        }
    }

    private static Properties properties(Mail mail) throws IOException {
        var properties = new Properties();
        properties.put("mail.smtp.host", mail.host());
        properties.put("mail.smtp.port", String.valueOf(mail.port()));
        properties.put("mail.smtp.auth", String.valueOf(!mail.login().isEmpty()));
        if (mail.protection() != Protection.NONE) {
            protect(properties, mail);
        }
        return properties;
    }

    private static void protect(Properties properties, Mail mail) throws IOException {
        boolean isImplicit = mail.protection() == Protection.TLS;
        var profile = TLSProfile.BCP_195;
        properties.put("mail.smtp.ssl.enable", String.valueOf(isImplicit));
        properties.put("mail.smtp.starttls.enable", String.valueOf(!isImplicit));
        properties.put("mail.smtp.starttls.required", String.valueOf(!isImplicit));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", String.join(" ", profile.protocols()));
        properties.put("mail.smtp.ssl.ciphersuites", String.join(" ", profile.cipherSuites()));
        for (var trust : mail.trust()) {
            properties.put("mail.smtp.ssl.socketFactory", TLS.none().trusting(trust).sockets());
        }
    }

    /**
     * Sends a text to whom the configuration names; it was taken over by the server when this
     * returns.
     *
     * @throws MailNotSentException if it was not
     */
    public void send(String subject, String text, Instant at) {
        send(mail.to(), subject, text, at);
    }

    /**
     * Sends a text to these instead.
     *
     * @throws MailNotSentException if the server did not take it over
     */
    public void send(List<String> to, String subject, String text, Instant at) {
        try {
            var message = new MimeMessage(session);
            message.setFrom(new InternetAddress(mail.from()));
            for (var address : to) {
                message.addRecipient(RecipientType.TO, new InternetAddress(address));
            }
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setText(text, StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(at));
            message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834.
            message.saveChanges();
            deliver(message);
        } catch (MessagingException e) {
            throw new MailNotSentException(
                    "%s:%d: %s".formatted(mail.host(), mail.port(), e.getMessage()), e);
        }
    }

    private void deliver(MimeMessage message) throws MessagingException {
        try (var line = connected()) {
            line.send(message);
        }
    }

    /** A message from us, with this id in each attempt. */
    MimeMessage message(String id) throws MessagingException {
        var message = new Named(session, id);
        message.setFrom(new InternetAddress(mail.from()));
        return message;
    }

    private static final class Named extends MimeMessage {

        private final String id;

        Named(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** A connection to the server, which has taken nothing yet. */
    SmtpLine connected() throws MessagingException {
        var own = session.getProperties().get("mail.smtp.ssl.socketFactory");
        var sockets = own instanceof SSLSocketFactory given ? given : SSLSocketFactory.getDefault();
        return SmtpLine.open(session, mail, (SSLSocketFactory) sockets, patience);
    }

    /** What went wrong, and with whom. */
    String named(MessagingException e) {
        return "%s:%d: %s".formatted(mail.host(), mail.port(), e.getMessage());
    }
}
