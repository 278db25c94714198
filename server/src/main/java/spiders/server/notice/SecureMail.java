// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;

import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

import spiders.archive.Ins;
import spiders.rcp.delivery.Delivery;
import spiders.rcp.delivery.Gateway;
import spiders.rcp.delivery.Handover;
import spiders.rcp.fiche.FicheDocument;
import spiders.rcp.fiche.FicheXdm;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;

/**
 * Fiches by secure mail (MSSanté): a letter to one recipient, with the document as IHE_XDM.ZIP and
 * the headers by which mailboxes sort it. Subject and text name no patient.
 */
public final class SecureMail implements Gateway {

    private static final String CDA_CODE = "34794-8";

    /** What Angus Mail says where the line was cut instead of an answer. */
    private static final String CUT = "[EOF]";

    /** The commands whose answers judge the letter, rather than who sends it. */
    private static final Set<String> OF_THE_LETTER = Set.of("DATA", ".");

    private final Mailer mailer;
    private final String software;
    private final InstantSource clock;

    /**
     * Letters by the gateway.
     *
     * @param software our number as the operator knows it (NIL); may be empty
     */
    public SecureMail(Mailer mailer, String software, InstantSource clock) {
        this.mailer = mailer;
        this.software = software;
        this.clock = clock;
    }

    @Override
    public Handover send(FicheDocument document, Delivery delivery) {
        MimeMessage message;
        try {
            message = message(document, delivery);
        } catch (MessagingException e) {
            return new Handover.Refused("no letter can be made: " + e.getClass().getSimpleName());
        }
        SmtpLine line;
        try {
            line = mailer.connected();
        } catch (MessagingException e) {
            return new Handover.Later(mailer.named(e));
        }
        try (line) {
            return handed(line, message);
        }
    }

    private Handover handed(SmtpLine line, MimeMessage message) {
        try {
            line.send(message);
            return new Handover.Done();
        } catch (SendFailedException e) {
            if (String.valueOf(e.getMessage()).contains(CUT)) {
                return new Handover.Unknown(mailer.named(e));
            }
            return isFinal(e)
                    ? new Handover.Refused(mailer.named(e))
                    : new Handover.Later(mailer.named(e));
        } catch (MessagingException e) {
            return new Handover.Unknown(mailer.named(e));
        }
    }

    /** Whether the mailbox is refused, or the letter for good (RFC 5321 section 4.2.1: 5yz). */
    private static boolean isFinal(SendFailedException e) {
        boolean isMailbox = e.getInvalidAddresses() != null && e.getInvalidAddresses().length > 0;
        return isMailbox
                || (e instanceof SMTPSendFailedException answered
                        && OF_THE_LETTER.contains(answered.getCommand())
                        && answered.getReturnCode() / 100 == 5);
    }

    private MimeMessage message(FicheDocument document, Delivery delivery)
            throws MessagingException {
        var at = clock.instant();
        // The same name in every attempt, so that a mailbox may know it again.
        var message = mailer.message("<%s@spiders>".formatted(delivery.id()));
        message.addRecipient(RecipientType.TO, new InternetAddress(delivery.recipient()));
        // As XDM by mail is marked (IHE ITI TF-2 section 3.32.4.1.3).
        message.setSubject("XDM/1.0/DDM+Fiche RCP", StandardCharsets.US_ASCII.name());
        message.setSentDate(Date.from(at));
        message.setHeader("X-MSS-CODECDA", CDA_CODE);
        if (document.file().traits().ins().status() == Ins.Status.QUAL) {
            message.setHeader("X-MSS-INS", "O");
        }
        if (!software.isEmpty()) {
            message.setHeader("X-MSS-NIL", software);
        }
        var text = new MimeBodyPart();
        text.setText(
                "Une fiche de réunion de concertation pluridisciplinaire est jointe.\n",
                StandardCharsets.UTF_8.name());
        var file = new MimeBodyPart();
        var bytes = FicheXdm.bytes(document, delivery.id(), at);
        file.setDataHandler(
                new DataHandler(new ByteArrayDataSource(bytes, "application/x-zip-compressed")));
        file.setFileName("IHE_XDM.ZIP");
        message.setContent(new MimeMultipart(text, file));
        message.saveChanges();
        return message;
    }
}
