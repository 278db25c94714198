// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import ca.uhn.hl7v2.model.Segment;

import spiders.rcp.Boards;
import spiders.rcp.CaseForm;
import spiders.rcp.inbound.InboundProblem.Kind;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a scheduling or order message asks of us (HL7 v2.5 chapters 10 and 4); the fields are those
 * that {@code docs/operating.md} lists.
 */
public final class Hl7Requests {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMddHHmm");
    private static final DateTimeFormatter ZONED = DateTimeFormatter.ofPattern("uuuuMMddHHmmxx");

    private final Hl7Message message;

    private Hl7Requests(Hl7Message message) {
        this.message = message;
    }

    /** Reads the request; throws {@link InboundException} where it is none that is taken. */
    public static InboundRequest of(Hl7Message message) {
        if (!message.text("MSH", 11).equals("P")) {
            throw new InboundException(Kind.PROCESSING, "MSH-11");
        }
        var reading = new Hl7Requests(message);
        return switch (message.text("MSH", 9)) {
            case "SIU" -> reading.scheduling();
            case "ORM", "OMG" -> reading.order();
            default -> throw new InboundException(Kind.MESSAGE_TYPE, "MSH-9");
        };
    }

    private InboundRequest scheduling() {
        requireOne("SCH", 1, 7);
        requireOne("AIS", 3, 4);
        var order = needed("SCH", 1);
        return switch (message.kind()) {
            case "SIU^S12", "SIU^S13", "SIU^S14" ->
                    new InboundRequest.Put(
                            order, needed("AIS", 3), time("AIS", 4), form(message.text("SCH", 7)));
            case "SIU^S15" -> new InboundRequest.Withdraw(order, patient().person());
            default -> throw new InboundException(Kind.EVENT, "MSH-9");
        };
    }

    private InboundRequest order() {
        requireOne("ORC", 1, 2);
        requireOne("OBR", 2, 4, 31, 36);
        var order = needed("ORC", 2);
        return switch (needed("ORC", 1)) {
            case "NW", "XO", "SC" ->
                    new InboundRequest.Put(
                            order,
                            needed("OBR", 4),
                            time("OBR", 36),
                            form(message.text("OBR", 31)));
            case "CA", "OC", "DC" -> new InboundRequest.Withdraw(order, patient().person());
            default -> throw new InboundException(Kind.EVENT, "ORC-1");
        };
    }

    /** Refuses segments that say different things of the order: there are two, and one is done. */
    private void requireOne(String segment, int... fields) {
        for (int field : fields) {
            long said =
                    message.all(segment).stream()
                            .map(one -> Hl7Message.text(one, field, 0, 1, 1))
                            .distinct()
                            .count();
            if (said > 1) {
                throw new InboundException(Kind.SEVERAL, segment + "-" + field);
            }
        }
    }

    private Hl7Patient patient() {
        if (message.all("PID").size() != 1) {
            throw new InboundException(Kind.SEGMENT_MISSING, "PID");
        }
        return new Hl7Patient(message.all("PID").getFirst());
    }

    private CaseForm form(String reason) {
        var patient = patient();
        return new CaseForm(
                patient.person(),
                patient.identifiers(),
                question(),
                Words.reason(reason.isEmpty() ? said("REASON") : reason),
                Words.isYes(said("INFORMED")),
                false,
                false);
    }

    /** The notes, or the observation QUESTION; tumour and stage follow on lines of their own. */
    private String question() {
        var notes =
                message.all("NTE").stream()
                        .map(note -> Hl7Message.freeText(note, 3))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n"));
        var asked = notes.isEmpty() ? told("QUESTION") : notes;
        return asked.isEmpty()
                ? ""
                : Stream.concat(Stream.of(asked), Stream.concat(tumours(), stage()))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n"));
    }

    private Stream<String> tumours() {
        var diagnoses = message.all("DG1").stream().map(Hl7Requests::diagnosis);
        return Stream.concat(diagnoses, Stream.of(told("TUMOUR")));
    }

    private static String diagnosis(Segment dg1) {
        var code = Hl7Message.text(dg1, 3, 0, 1, 1);
        var text = Hl7Message.text(dg1, 3, 0, 2, 1);
        return (code + " " + text).strip();
    }

    private Stream<String> stage() {
        return Stream.of(told("STAGE"));
    }

    /** The code that the observation with this identifier has: first component of OBX-5. */
    private String said(String what) {
        return observed(what).map(obx -> Hl7Message.text(obx, 5, 0, 1, 1)).findFirst().orElse("");
    }

    /** The free text of the observations with this identifier: all of OBX-5. */
    private String told(String what) {
        return observed(what)
                .map(obx -> Hl7Message.freeText(obx, 5))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** The observations with this identifier (OBX-3). */
    private Stream<Segment> observed(String what) {
        return message.all("OBX").stream()
                .filter(obx ->
                        Hl7Message.text(obx, 3, 0, 1, 1).toUpperCase(Locale.ROOT).equals(what));
    }

    private String needed(String segment, int field) {
        if (message.all(segment).isEmpty()) {
            throw new InboundException(Kind.SEGMENT_MISSING, segment);
        }
        var text = message.text(segment, field);
        if (text.isEmpty()) {
            throw new InboundException(Kind.FIELD_MISSING, segment + "-" + field);
        }
        if (text.length() > 128) {
            throw new InboundException(Kind.VALUE, segment + "-" + field);
        }
        return text;
    }

    /** Seconds do not count; without an offset the time is that of the hospital's clock. */
    private LocalDateTime time(String segment, int field) {
        var text = needed(segment, field).replaceAll("^(\\d{12})\\d{2}(\\.\\d{1,4})?", "$1");
        try {
            return text.length() == 12
                    ? LocalDateTime.parse(text, MINUTE)
                    : OffsetDateTime.parse(text, ZONED)
                            .atZoneSameInstant(Boards.HOSPITAL_ZONE)
                            .toLocalDateTime();
        } catch (DateTimeException _) {
            throw new InboundException(Kind.VALUE, segment + "-" + field);
        }
    }

    /** Where HL7 has what a field of the form holds. */
    public static String place(String field) {
        return switch (field) {
            case "birthName", "usedName", "givenNames" -> "PID-5";
            case "birthDate" -> "PID-7";
            case "sex" -> "PID-8";
            case "ins", "identifierValue", "identifierAuthority" -> "PID-3";
            case "insStatus" -> "PID-32";
            case "reason" -> "SCH-7 or OBR-31";
            case "patientInformed" -> "OBX-5";
            default -> "NTE-3";
        };
    }
}
