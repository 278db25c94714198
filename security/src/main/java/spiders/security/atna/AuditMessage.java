// SPDX-License-Identifier: Apache-2.0
package spiders.security.atna;

import spiders.security.AuditEvent;
import spiders.security.AuditEventType;
import spiders.security.AuditLine;
import spiders.security.Outcome;
import spiders.security.Purpose;
import spiders.security.UserName;

import java.io.StringWriter;
import java.util.regex.Pattern;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A record of the audit as an audit message (PS3.15 section A.5.1). Patients are named by their key
 * alone; the action in our own words stands beside the code of DICOM as its original text.
 */
final class AuditMessage {

    /** Of PS3.16 CID 402. */
    private static final String APPLICATION = "110150";

    private static final String DCM = "DCM";
    private static final String RFC_3881 = "RFC-3881";
    private static final String ACT_REASON = "2.16.840.1.113883.5.8";
    private static final String OURS = "SPIDERS";

    /** What an object is (PS3.15 table A.5.2-1): a person, one of the system, or else. */
    private static final String PERSON = "1";

    private static final String SYSTEM_OBJECT = "2";
    private static final String OTHER = "4";

    /** What it is for: a patient, or what is reported on. */
    private static final String PATIENT_ROLE = "1";

    private static final String REPORT_ROLE = "3";
    private static final String JOB_ROLE = "20";

    private static final Pattern UID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*))+");

    /** A control character, which no XML holds: who is refused says what they like. */
    private static final Pattern UNWRITABLE =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    private final XMLStreamWriter out;

    private AuditMessage(XMLStreamWriter out) {
        this.out = out;
    }

    /** The message, in one line. */
    static String of(AuditLine line) {
        var text = new StringWriter(2048);
        try {
            var writer = XML.createXMLStreamWriter(text);
            new AuditMessage(writer).write(line);
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A record cannot be written as XML", e);
        }
        return text.toString();
    }

    private void write(AuditLine line) throws XMLStreamException {
        var event = line.event();
        out.writeStartDocument("UTF-8", "1.0");
        out.writeStartElement("AuditMessage");
        identification(line);
        participant(event.who().value(), !event.who().equals(UserName.SYSTEM), false);
        participant(line.node(), event.who().equals(UserName.SYSTEM), true);
        source(line.node());
        for (var patient : event.patients()) {
            object(new Thing(patient.toString(), PERSON, PATIENT_ROLE, "2", "Patient Number"));
        }
        purpose(event.purpose());
        for (var touched : event.objects()) {
            touched(touched);
        }
        record(line.number());
        out.writeEndElement();
        out.writeEndDocument();
    }

    private void identification(AuditLine line) throws XMLStreamException {
        var event = line.event();
        var type = AuditEventType.of(event.action());
        out.writeStartElement("EventIdentification");
        attribute("EventActionCode", type.crude());
        attribute("EventDateTime", line.at().toString());
        attribute("EventOutcomeIndicator", indicator(event.outcome()));
        code("EventID", type.code(), DCM, type.display());
        code("EventTypeCode", event.action().name(), OURS, event.action().name());
        if (!event.detail().isBlank()) {
            out.writeStartElement("EventOutcomeDescription");
            out.writeCharacters(writable(event.detail()));
            out.writeEndElement();
        }
        reason(event);
        out.writeEndElement();
    }

    private static String indicator(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "0";
            case REFUSED -> "4"; // Minor failure: who asked may not.
            case FAILED -> "8"; // Serious failure: it did not work.
        };
    }

    /** Of the code system ActReason of HL7. */
    private void reason(AuditEvent event) throws XMLStreamException {
        switch (event.purpose()) {
            case Purpose.BoardSession _ -> reason("TREAT", "treatment");
            case Purpose.Emergency _ -> reason("BTG", "break the glass");
            case Purpose.Administration() -> reason("HSYSADMIN", "health system administration");
            case Purpose.SystemTask() -> reason("HOPERAT", "healthcare operations");
        }
    }

    private void reason(String code, String meaning) throws XMLStreamException {
        code("PurposeOfUse", code, ACT_REASON, meaning);
    }

    private void participant(String id, boolean isRequestor, boolean isApplication)
            throws XMLStreamException {
        out.writeStartElement("ActiveParticipant");
        attribute("UserID", id);
        attribute("UserIsRequestor", String.valueOf(isRequestor));
        if (isApplication) {
            code("RoleIDCode", APPLICATION, DCM, "Application");
        }
        out.writeEndElement();
    }

    /** An application server (PS3.15 table A.5.2-1, 4). */
    private void source(String node) throws XMLStreamException {
        out.writeStartElement("AuditSourceIdentification");
        attribute("AuditSourceID", node);
        attribute("code", "4");
        out.writeEndElement();
    }

    private void purpose(Purpose purpose) throws XMLStreamException {
        switch (purpose) {
            case Purpose.BoardSession(var session, var boardCase) -> {
                object(Thing.ours(session.toString(), OTHER, JOB_ROLE, "session"));
                object(Thing.ours(boardCase.toString(), OTHER, JOB_ROLE, "case"));
            }
            case Purpose.Emergency(var access) ->
                    object(Thing.ours(access.toString(), OTHER, JOB_ROLE, "emergency access"));
            case Purpose.Administration() -> {}
            case Purpose.SystemTask() -> {}
        }
    }

    private void touched(String object) throws XMLStreamException {
        if (UID.matcher(object).matches()) {
            object(new Thing(object, SYSTEM_OBJECT, REPORT_ROLE, "110180", "Study Instance UID"));
        } else if (!object.isBlank()) {
            object(Thing.ours(object, SYSTEM_OBJECT, REPORT_ROLE, "object"));
        }
    }

    /** So that a collector can find the record, and tell one that it has twice. */
    private void record(long number) throws XMLStreamException {
        object(Thing.ours(String.valueOf(number), SYSTEM_OBJECT, "13", "audit record"));
    }

    /**
     * What took part and does not act.
     *
     * @param code what its identifier is
     */
    private record Thing(String id, String type, String role, String code, String meaning) {

        static Thing ours(String id, String type, String role, String meaning) {
            return new Thing(id, type, role, meaning.replace(' ', '-'), meaning);
        }

        String system() {
            return switch (code) {
                case "2" -> RFC_3881;
                case "110180" -> DCM;
                default -> OURS;
            };
        }
    }

    private void object(Thing thing) throws XMLStreamException {
        out.writeStartElement("ParticipantObjectIdentification");
        attribute("ParticipantObjectID", thing.id());
        attribute("ParticipantObjectTypeCode", thing.type());
        attribute("ParticipantObjectTypeCodeRole", thing.role());
        code("ParticipantObjectIDTypeCode", thing.code(), thing.system(), thing.meaning());
        out.writeEndElement();
    }

    private void code(String element, String code, String system, String meaning)
            throws XMLStreamException {
        out.writeStartElement(element);
        attribute("csd-code", code);
        attribute("codeSystemName", system);
        attribute("originalText", meaning);
        out.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        out.writeAttribute(name, writable(value));
    }

    /** A message is one line. */
    private static String writable(String text) {
        return UNWRITABLE.matcher(text).replaceAll("?").replaceAll("\\s", " ");
    }
}
