// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.mllp;

import static java.nio.charset.StandardCharsets.UTF_8;

import spiders.rcp.inbound.Hl7Message;
import spiders.rcp.inbound.InboundProblem;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/** Writes acknowledgements of the original mode (HL7 v2.5 section 2.9.2). */
final class Acknowledgement {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmssxx");

    private final Clock clock;

    Acknowledgement(Clock clock) {
        this.clock = clock;
    }

    /** AA: done, and written. */
    byte[] accept(Hl7Message message) {
        return bytes(head(Optional.of(message)) + "MSA|AA|" + escaped(message.controlId()) + "\r");
    }

    /** AE where what is asked for cannot be done, AR where the message is none that is taken. */
    byte[] refuse(Optional<Hl7Message> message, InboundProblem problem) {
        var kind = problem.kind();
        var code = kind.isRejection() ? "AR" : "AE";
        var said = kind + ": " + kind.sentence();
        return bytes(
                head(message)
                        + "MSA|%s|%s\r"
                                .formatted(
                                        code,
                                        escaped(message.map(Hl7Message::controlId).orElse("")))
                        + "ERR||%s|%s^%s^HL70357|E||||%s\r"
                                .formatted(place(problem.where()), kind.code(), said, said));
    }

    /** PID-7 as an error location: segment, its sequence, the field. */
    private static String place(String where) {
        if (!where.matches("[A-Z][A-Z0-9]{2}(-\\d+)?")) {
            return "";
        }
        return where.length() == 3
                ? where + "^1"
                : where.substring(0, 3) + "^1^" + where.substring(4);
    }

    private String head(Optional<Hl7Message> message) {
        return "MSH|^~\\&|SPIDERS||%s|%s|%s||ACK|%s|P|%s||||||UNICODE UTF-8\r"
                .formatted(
                        escaped(message.map(Hl7Message::application).orElse("")),
                        escaped(message.map(Hl7Message::facility).orElse("")),
                        STAMP.format(clock.instant().atOffset(java.time.ZoneOffset.UTC)),
                        UUID.randomUUID().toString().replace("-", "").substring(0, 20),
                        escaped(message.map(Hl7Message::version).orElse("2.5")));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("~", "\\R\\")
                .replace("&", "\\T\\")
                .replaceAll("\\p{Cntrl}", "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
