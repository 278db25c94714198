// SPDX-License-Identifier: Apache-2.0
package spiders.security.atna;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.AuditLine;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.UserName;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.xml.parsers.DocumentBuilderFactory;

/** Messages as PS3.15 section A.5.1 describes them, read by the JDK's parser. */
class AuditMessageTest {

    private static final Instant AT = Instant.parse("2026-11-27T10:11:12.123456Z");
    private static final UserName WHO = new UserName("dr.demo");
    private static final PatientKey PATIENT =
            new PatientKey(UUID.fromString("00000000-0000-4000-8000-000000000001"));

    private static Document read(AuditEvent event) throws Exception {
        var text = AuditMessage.of(new AuditLine(7, AT, "hub-1", event));
        assertThat(text).doesNotContain("\n");
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }

    private static Element only(Document document, String name) {
        var all = all(document, name);
        assertThat(all).as(name).hasSize(1);
        return all.getFirst();
    }

    private static List<Element> all(Document document, String name) {
        var nodes = document.getElementsByTagName(name);
        var all = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.add((Element) nodes.item(i));
        }
        return all;
    }

    @Test
    void who_did_what_to_whom_and_why_is_told() throws Exception {
        var session = UUID.randomUUID();
        var boardCase = UUID.randomUUID();
        var message =
                read(
                        AuditEvent.of(WHO, Action.VIEW_IMAGES)
                                .about(PATIENT)
                                .objects("1.2.826.0.1.3680043.10.1")
                                .purpose(new Purpose.BoardSession(session, boardCase)));

        var event = only(message, "EventIdentification");
        assertThat(event.getAttribute("EventDateTime")).isEqualTo(AT.toString());
        assertThat(event.getAttribute("EventOutcomeIndicator")).isEqualTo("0");
        assertThat(only(message, "EventID").getAttribute("csd-code")).isEqualTo("110103");
        assertThat(only(message, "EventTypeCode").getAttribute("csd-code"))
                .isEqualTo("VIEW_IMAGES");
        assertThat(only(message, "PurposeOfUse").getAttribute("csd-code")).isEqualTo("TREAT");
        assertThat(all(message, "ActiveParticipant"))
                .extracting(one -> one.getAttribute("UserID"))
                .containsExactly("dr.demo", "hub-1");
        assertThat(all(message, "ActiveParticipant"))
                .extracting(one -> one.getAttribute("UserIsRequestor"))
                .containsExactly("true", "false");
        assertThat(all(message, "ParticipantObjectIdentification"))
                .extracting(one -> one.getAttribute("ParticipantObjectID"))
                .containsExactly(
                        PATIENT.toString(),
                        session.toString(),
                        boardCase.toString(),
                        "1.2.826.0.1.3680043.10.1",
                        "7");
    }

    @Test
    void a_refusal_has_its_reason_and_what_no_xml_holds_is_replaced() throws Exception {
        var message =
                read(
                        AuditEvent.of(UserName.SYSTEM, Action.DICOM_ASSOCIATION)
                                .refused("<b>&\u0001 \uD800 from \"X\"\nline"));

        assertThat(only(message, "EventIdentification").getAttribute("EventOutcomeIndicator"))
                .isEqualTo("4");
        assertThat(only(message, "EventOutcomeDescription").getTextContent())
                .isEqualTo("<b>&? ? from \"X\" line");
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void every_action_is_an_event_of_dicom(Action action) throws Exception {
        var message = read(AuditEvent.of(WHO, action));

        assertThat(only(message, "EventID").getAttribute("csd-code")).matches("1101(0\\d|1[0-4])");
        assertThat(only(message, "EventIdentification").getAttribute("EventActionCode"))
                .matches("[CRUDE]");
    }

    @Test
    void a_frame_says_how_many_bytes_it_has() {
        var frame = SyslogFrame.of(AT, "hub 1é", "<a>é</a>");

        var text = new String(frame, StandardCharsets.UTF_8);
        int space = text.indexOf(' ');
        assertThat(Integer.parseInt(text.substring(0, space))).isEqualTo(frame.length - space - 1);
        assertThat(text.substring(space + 1))
                .startsWith("<85>1 2026-11-27T10:11:12.123456Z hub1 SPIDERS ")
                .endsWith(" DICOM+RFC3881 - \uFEFF<a>é</a>");
    }
}
