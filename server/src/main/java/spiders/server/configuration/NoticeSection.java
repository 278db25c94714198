// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.rcp.BoardId;
import spiders.server.configuration.Configuration.AlertMail;
import spiders.server.configuration.Configuration.Mail;
import spiders.server.configuration.Configuration.Mail.Login;
import spiders.server.configuration.Configuration.Mail.Protection;
import spiders.server.configuration.Configuration.SecureMailGateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code notices}: by which mail server people are told at once, and who. */
final class NoticeSection {

    /** The port of message submission (RFC 6409). */
    private static final int SUBMISSION = 587;

    private static final Duration EVERY = Duration.ofMinutes(30);

    /** What can stand in an address without quotes, and in no header but there. */
    private static final Pattern ADDRESS =
            Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\w.-]{1,190}");

    private final Function<String, Path> paths;

    NoticeSection(Function<String, Path> paths) {
        this.paths = paths;
    }

    /** By which server, and which boards' alerts go by it. */
    record Notices(List<Mail> mail, List<AlertMail> alerts) {

        Notices {
            mail = List.copyOf(mail);
            alerts = List.copyOf(alerts);
        }
    }

    Notices read(Section notices) {
        var mail = mail(notices.section("mail"));
        var alerts = notices.list("alerts").stream().map(NoticeSection::alerts).toList();
        notices.refuseUnknown();
        if (!alerts.isEmpty() && mail.isEmpty()) {
            throw notices.refusal("alerts", "are sent by notices.mail: give it");
        }
        return new Notices(mail, alerts);
    }

    private static AlertMail alerts(Section section) {
        var alerts =
                new AlertMail(
                        section.required("board", BoardId::new),
                        section.values("to", NoticeSection::address),
                        section.value("every", EVERY, Values::duration));
        section.refuseUnknown();
        if (alerts.to().isEmpty()) {
            throw section.refusal("to", "names nobody");
        }
        return alerts;
    }

    private List<Mail> mail(Section section) {
        if (!section.isWritten()) {
            return List.of();
        }
        var to = section.values("to", NoticeSection::address);
        var mail = server(section, to);
        section.refuseUnknown();
        if (to.isEmpty()) {
            throw section.refusal("to", "names nobody");
        }
        return List.of(mail);
    }

    /** Reads {@code mssante}: the gateway by which approved fiches are sent. */
    List<SecureMailGateway> secure(Section section) {
        if (!section.isWritten()) {
            return List.of();
        }
        var domains = section.values("domains", Values::text);
        var gateway =
                new SecureMailGateway(
                        server(section, List.of()),
                        section.value("software", "", Values::text),
                        domains.isEmpty() ? List.of("mssante.fr") : domains);
        section.refuseUnknown();
        return List.of(gateway);
    }

    private Mail server(Section section, List<String> to) {
        return new Mail(
                section.required("host", Values::text),
                section.value("port", SUBMISSION, text -> Values.number(text, 1, 65_535)),
                section.value("protection", Protection.STARTTLS, Values.oneOf(Protection.class)),
                login(section),
                section.optional("trust", paths).stream().toList(),
                section.required("from", NoticeSection::address),
                to);
    }

    private List<Login> login(Section mail) {
        var name = mail.optional("user", Values::text);
        var file = mail.optional("password-file", paths);
        if (name.isPresent() != file.isPresent()) {
            throw mail.refusal("password-file", "and user go together");
        }
        return name.map(user -> new Login(user, file.orElseThrow())).stream().toList();
    }

    private static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("an address, such as dpo@hospital.example");
        }
        return text;
    }
}
