// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.server.configuration.Configuration.Mail;
import spiders.server.configuration.Configuration.Mail.Login;
import spiders.server.configuration.Configuration.Mail.Protection;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code notices}: by which mail server people are told at once, and who. */
final class NoticeSection {

    /** The port of message submission (RFC 6409). */
    private static final int SUBMISSION = 587;

    /** What can stand in an address without quotes, and in no header but there. */
    private static final Pattern ADDRESS =
            Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\w.-]{1,190}");

    private final Function<String, Path> paths;

    NoticeSection(Function<String, Path> paths) {
        this.paths = paths;
    }

    List<Mail> read(Section notices) {
        var section = notices.section("mail");
        notices.refuseUnknown();
        if (!section.isWritten()) {
            return List.of();
        }
        var mail =
                new Mail(
                        section.required("host", Values::text),
                        section.value("port", SUBMISSION, text -> Values.number(text, 1, 65_535)),
                        section.value(
                                "protection", Protection.STARTTLS, Values.oneOf(Protection.class)),
                        login(section),
                        section.optional("trust", paths).stream().toList(),
                        section.required("from", NoticeSection::address),
                        section.values("to", NoticeSection::address));
        section.refuseUnknown();
        if (mail.to().isEmpty()) {
            throw section.refusal("to", "names nobody");
        }
        return List.of(mail);
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
