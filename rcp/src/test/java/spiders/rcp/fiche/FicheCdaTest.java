// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientTraits;
import spiders.archive.Sex;
import spiders.rcp.Board;
import spiders.rcp.BoardCase;
import spiders.rcp.BoardId;
import spiders.rcp.BoardKind;
import spiders.rcp.BoardType;
import spiders.rcp.CaseFile;
import spiders.rcp.CaseReason;
import spiders.rcp.CaseState;
import spiders.rcp.ImagingRule;
import spiders.rcp.Session;
import spiders.rcp.quorum.Attendance;
import spiders.rcp.quorum.Attendee;
import spiders.rcp.quorum.QuorumResult.Status;
import spiders.security.PatientKey;
import spiders.security.UserName;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;

/**
 * The national document of a fiche, held to what the CI-SIS says of CANCER-FRCP 2022.01 and to the
 * order of elements of CDA R2.
 */
class FicheCdaTest {

    private static final Instant MET = Instant.parse("2026-11-27T17:00:00Z");
    private static final UUID CASE = UUID.fromString("00000000-0000-0000-0000-0000000000ff");

    private static CaseFile file(Ins ins) {
        var session =
                new Session(
                        UUID.fromString("00000000-0000-0000-0000-000000000001"),
                        new BoardId("thorax"),
                        LocalDate.parse("2026-11-27"),
                        LocalTime.of(17, 30),
                        "Salle 2",
                        MET);
        var board =
                new Board(
                        new BoardId("thorax"),
                        "RCP thoracique",
                        "Poumon",
                        BoardKind.RCP,
                        BoardType.STANDARD,
                        "Centre TEST",
                        new ImagingRule(1, List.of(), false));
        var boardCase =
                new BoardCase(
                        CASE,
                        session.id(),
                        new PatientKey(UUID.randomUUID()),
                        CaseState.SUBMITTED,
                        "Chirurgie < 3 semaines & curage ?",
                        CaseReason.TREATMENT_PROPOSAL,
                        new UserName("dr.demo"),
                        "Dr Camille TEST",
                        true,
                        1,
                        MET.minusSeconds(86_400));
        var traits = new PatientTraits("DEMO-MARTIN", "", "Jeanne", "19560300", Sex.FEMALE, ins);
        var known =
                List.of(
                        new PatientIdentifier("1.2.250.1.999.1", "4471"),
                        new PatientIdentifier("CHU", "local"));
        return new CaseFile(boardCase, session, board, traits, known);
    }

    private static Fiche fiche(int version) {
        var attended =
                List.of(
                        attendance("10", "SM14", "10000000001", Attendance.Mode.ROOM),
                        attendance("10", "SM36", "", Attendance.Mode.WRITTEN),
                        attendance("60", "", "", Attendance.Mode.ROOM));
        var approval =
                new Approval(
                        "dr.demo",
                        "Dr Camille TEST",
                        "10000000002",
                        MET,
                        Optional.of(MET),
                        Status.REACHED,
                        attended);
        return new Fiche(
                CASE,
                version,
                1,
                FicheContentTest.whole(),
                version == 1 ? "" : "Côté corrigé",
                new UserName("dr.demo"),
                "Dr Camille TEST",
                MET,
                Optional.of(approval));
    }

    private static Attendance attendance(
            String profession, String specialty, String rpps, Attendance.Mode mode) {
        var who = new Attendee(rpps, "M. " + specialty + " TEST", profession, specialty);
        return new Attendance(who, mode, MET, Optional.empty());
    }

    private static final DirectoryEntry DIRECTORY =
            new DirectoryEntry("590000000", "1 rue X", "59", "RRC", "3C-59", "3C", "RCP-1");

    private static Document written(Ins ins, int version, DirectoryEntry directory)
            throws Exception {
        var bytes = FicheCda.bytes(new FicheDocument(file(ins), fiche(version), directory));
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static Document written() throws Exception {
        return written(new Ins("", "", Ins.Status.PROV), 1, DIRECTORY);
    }

    /** What an expression says, with names of elements of any namespace. */
    private static String at(Node document, String expression) throws Exception {
        var any = expression.replaceAll("(?<=/|^)([A-Za-z]+)(?=[/\\[]|$)", "*[local-name()='$1']");
        return XPathFactory.newInstance().newXPath().evaluate(any, document);
    }

    @ParameterizedTest
    @CsvSource({
        "42349-1, 1.2.250.1.213.1.1.2.128",
        "42545-4, 1.2.250.1.213.1.1.2.163",
        "72135-7, 1.2.250.1.213.1.1.2.27",
        "18733-6, 1.2.250.1.213.1.1.2.25",
        "10164-2, 1.2.250.1.213.1.1.2.130",
        "21874-3, 1.2.250.1.213.1.1.2.33",
        "18776-5, 1.2.250.1.213.1.1.2.158",
        "35510-7, 1.2.250.1.213.1.1.2.175",
        "33557-0, 1.2.250.1.213.1.1.2.35",
    })
    void each_section_that_is_asked_for_stands_once_under_its_template(String code, String template)
            throws Exception {
        var sections = sections(written());

        assertThat(sections).filteredOn(one -> code(one).equals(code)).hasSize(1);
        var section =
                sections.stream().filter(one -> code(one).equals(code)).findFirst().orElseThrow();
        assertThat(children(section, "templateId"))
                .extracting(one -> one.getAttribute("root"))
                .contains(template);
        assertThat(children(section, "title")).hasSize(1);
        assertThat(children(section, "text")).hasSize(1);
        assertThat(children(section, "entry").isEmpty()).isEqualTo(code.equals("10164-2"));
    }

    @Test
    void the_header_names_the_document_the_board_and_its_people() throws Exception {
        var document = written();

        assertThat(at(document, "/ClinicalDocument/templateId[3]/@root"))
                .isEqualTo("1.2.250.1.213.1.1.1.8");
        assertThat(at(document, "/ClinicalDocument/templateId[3]/@extension")).isEqualTo("2022.01");
        assertThat(at(document, "/ClinicalDocument/code/@code")).isEqualTo("34794-8");
        assertThat(at(document, "/ClinicalDocument/title"))
                .isEqualTo("FRCP RRC / 3C / RCP thoracique");
        assertThat(at(document, "/ClinicalDocument/effectiveTime/@value"))
                .isEqualTo("20261127180000+0100");
        assertThat(at(document, "/ClinicalDocument/setId/@root")).isEqualTo("2.25.255");
        var legal = "/ClinicalDocument/legalAuthenticator/assignedEntity/id/@extension";
        assertThat(at(document, legal)).isEqualTo("810000000002");
        assertThat(at(document, "/ClinicalDocument/documentationOf[1]/serviceEvent/code/@code"))
                .isEqualTo("39");
        assertThat(at(document, "/ClinicalDocument/documentationOf[2]/serviceEvent/code/@code"))
                .isEqualTo("C34.1");
        assertThat(at(document, "/ClinicalDocument/componentOf/encompassingEncounter/id[1]/@root"))
                .isEqualTo("1.2.250.1.161.1.20.1.1");
        var board = "/ClinicalDocument/componentOf/encompassingEncounter/id[3]/@extension";
        assertThat(at(document, board)).isEqualTo("RCP-1");
        assertThat(at(document, "/ClinicalDocument/componentOf/encompassingEncounter/code/@code"))
                .isEqualTo("VR");
    }

    @Test
    void who_counts_in_the_quorum_is_told_from_who_does_not() throws Exception {
        var functions = new ArrayList<String>();
        for (var participant : children(written().getDocumentElement(), "participant")) {
            functions.add(
                    participant.getAttribute("typeCode")
                            + " "
                            + at(participant, "functionCode/@code"));
        }

        assertThat(functions)
                .containsExactly("REFB ", "PRF ", "INF PCP", "PRF 353", "PRF CORRE", "PRF CORRE");
    }

    @Test
    void the_number_of_the_ins_leaves_for_a_qualified_identity_only() throws Exception {
        var value = "256035935012345";
        var qualified = new Ins(value, "1.2.250.1.213.1.4.10", Ins.Status.QUAL);
        var retrieved = new Ins(value, "1.2.250.1.213.1.4.10", Ins.Status.RECUP);
        var role = "/ClinicalDocument/recordTarget/patientRole";

        assertThat(at(written(qualified, 1, DIRECTORY), role + "/id[1]/@extension"))
                .isEqualTo(value);
        var without = written(retrieved, 1, DIRECTORY);
        assertThat(at(without, role + "/id[1]/@extension")).isEqualTo("4471");
        assertThat(at(without, role + "/id[2]/@extension")).isEmpty();
        assertThat(at(without, role + "/patient/birthTime/@value")).isEqualTo("195603");
    }

    @Test
    void a_further_version_says_which_one_it_replaces() throws Exception {
        var none = new Ins("", "", Ins.Status.PROV);
        var document = written(none, 2, DIRECTORY);

        assertThat(at(document, "/ClinicalDocument/versionNumber/@value")).isEqualTo("2");
        assertThat(at(document, "/ClinicalDocument/relatedDocument/@typeCode")).isEqualTo("RPLC");
        assertThat(at(document, "/ClinicalDocument/relatedDocument/parentDocument/id/@extension"))
                .isEqualTo("1");
        assertThat(at(written(), "/ClinicalDocument/relatedDocument/@typeCode")).isEmpty();
    }

    @Test
    void what_the_directory_does_not_say_is_said_to_be_unknown() throws Exception {
        var none = new Ins("", "", Ins.Status.PROV);
        var document = written(none, 1, DirectoryEntry.NONE);

        assertThat(at(document, "/ClinicalDocument/title")).isEqualTo("FRCP RCP thoracique");
        assertThat(
                        at(
                                document,
                                "/ClinicalDocument/componentOf/encompassingEncounter/id[1]"
                                        + "/@nullFlavor"))
                .isEqualTo("UNK");
    }

    @Test
    void its_elements_stand_in_the_order_of_cda() throws Exception {
        var orders =
                Map.of(
                        "ClinicalDocument",
                        List.of(
                                "realmCode typeId templateId id code title effectiveTime"
                                        + " confidentialityCode languageCode setId versionNumber"
                                        + " recordTarget author custodian legalAuthenticator"
                                        + " participant inFulfillmentOf documentationOf"
                                        + " relatedDocument componentOf component"),
                        "section",
                        List.of("templateId code title text entry"),
                        "observation",
                        List.of(
                                "code statusCode effectiveTime value targetSiteCode"
                                        + " entryRelationship"),
                        "procedure",
                        List.of("code text statusCode effectiveTime priorityCode"),
                        "act",
                        List.of("code statusCode effectiveTime entryRelationship"),
                        "participant",
                        List.of("functionCode time associatedEntity"),
                        "assignedEntity",
                        List.of("id addr telecom assignedPerson"),
                        "patientRole",
                        List.of("id addr telecom patient"),
                        "encompassingEncounter",
                        List.of("id code effectiveTime location"),
                        "serviceEvent",
                        List.of("code effectiveTime performer"));

        for (var element : all(written())) {
            var order = orders.getOrDefault(element.getLocalName(), List.of());
            if (!order.isEmpty()) {
                var names = List.of(order.getFirst().split(" "));
                var found = children(element).stream().map(Element::getLocalName).toList();
                assertThat(names).containsAll(found);
                assertThat(found.stream().map(names::indexOf).toList()).isSorted();
            }
        }
    }

    @Test
    void the_decision_is_coded_with_its_rank() throws Exception {
        var document = written();
        var plan =
                sections(document).stream()
                        .filter(one -> code(one).equals("18776-5"))
                        .findFirst()
                        .orElseThrow();

        assertThat(plan.getTextContent()).contains("Première intention", "Chirurgie Lobectomie");
        var procedure =
                all(document).stream()
                        .filter(one -> one.getLocalName().equals("procedure"))
                        .findFirst()
                        .orElseThrow();
        assertThat(procedure.getAttribute("moodCode")).isEqualTo("INT");
        assertThat(at(procedure, "code/@code")).isEqualTo("387713003");
        assertThat(at(procedure, "priorityCode/originalText")).isEqualTo("1");
    }

    @Test
    void what_is_not_approved_is_no_document() {
        var draft =
                new Fiche(
                        CASE,
                        1,
                        1,
                        FicheContent.BLANK,
                        "",
                        new UserName("dr.demo"),
                        "Dr",
                        MET,
                        Optional.empty());
        var file = file(new Ins("", "", Ins.Status.PROV));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FicheDocument(file, draft, DIRECTORY));
    }

    private static List<Element> sections(Document document) {
        return all(document).stream().filter(one -> one.getLocalName().equals("section")).toList();
    }

    private static String code(Element section) {
        return children(section, "code").getFirst().getAttribute("code");
    }

    private static List<Element> all(Document document) {
        var nodes = document.getElementsByTagNameNS("urn:hl7-org:v3", "*");
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<Element> children(Element parent, String name) {
        return children(parent).stream().filter(one -> one.getLocalName().equals(name)).toList();
    }

    private static List<Element> children(Element parent) {
        var elements = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
