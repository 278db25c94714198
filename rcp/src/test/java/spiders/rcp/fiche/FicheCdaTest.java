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
import spiders.rcp.fiche.Decision.Outcome;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    static CaseFile file(Ins ins) {
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
                        new ImagingRule(1, List.of(), false, false));
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

    static Fiche fiche(int version) {
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

    static final DirectoryEntry DIRECTORY =
            new DirectoryEntry("590000000", "1 rue X", "59", "RRC", "3C-59", "3C", "RCP-1");

    private static Document written(Ins ins, int version, DirectoryEntry directory)
            throws Exception {
        return parsed(FicheCda.bytes(new FicheDocument(file(ins), fiche(version), directory)));
    }

    private static Document parsed(byte[] bytes) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static Document written() throws Exception {
        return written(new Ins("", "", Ins.Status.PROV), 1, DIRECTORY);
    }

    /** What an expression says, with names of elements of any namespace. */
    private static String at(Node document, String expression) throws Exception {
        var any =
                expression.replaceAll(
                        "(?<=/|^|\\[)([A-Za-z]+)(?=[/\\[]|$)", "*[local-name()='$1']");
        return XPathFactory.newInstance().newXPath().evaluate(any, document);
    }

    @ParameterizedTest
    @CsvSource({
        "42349-1, 1.3.6.1.4.1.19376.1.5.3.1.3.2",
        "42545-4, 1.3.6.1.4.1.19376.1.5.3.1.1.21.2.9",
        "72135-7, 1.3.6.1.4.1.19376.1.7.3.1.3.14.1",
        "18733-6, 1.2.250.1.213.1.1.2.25",
        "10164-2, 1.3.6.1.4.1.19376.1.5.3.1.3.4",
        "18776-5, 1.3.6.1.4.1.19376.1.5.3.1.3.36",
        "35510-7, 1.2.250.1.213.1.1.2.175",
        "21874-3, 1.2.250.1.213.1.1.2.33",
        "33557-0, 1.2.250.1.213.1.1.2.35",
    })
    void each_section_that_the_national_rules_ask_for_stands_once_under_its_template(
            String code, String template) throws Exception {
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
                .containsExactly(
                        "RESP ", "REFB ", "PRF ", "INF PCP", "PRF 353", "PRF CORRE", "PRF CORRE");
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

    /** The children of elements in the order of the schema of CDA R2. */
    private static final List<String> ORDERS =
            List.of(
                    "ClinicalDocument: realmCode typeId templateId id code title effectiveTime"
                            + " confidentialityCode languageCode setId versionNumber recordTarget"
                            + " author custodian legalAuthenticator participant inFulfillmentOf"
                            + " documentationOf relatedDocument componentOf component",
                    "section: templateId id code title text author entry component",
                    "observation: templateId id code text statusCode effectiveTime value"
                            + " targetSiteCode entryRelationship",
                    "procedure: templateId id code text statusCode effectiveTime priorityCode",
                    "encounter: templateId id code text priorityCode",
                    "organizer: templateId code statusCode component",
                    "act: templateId id code statusCode effectiveTime entryRelationship",
                    "participant: functionCode time associatedEntity",
                    "patientRole: id addr telecom patient",
                    "encompassingEncounter: id code effectiveTime location",
                    "serviceEvent: code effectiveTime performer");

    @Test
    void its_elements_stand_in_the_order_of_cda() throws Exception {
        var held = new HashSet<String>();
        for (var element : all(rich())) {
            for (var order : ORDERS) {
                if (order.startsWith(element.getLocalName() + ":")) {
                    var names = List.of(order.split(":? "));
                    var found = children(element).stream().map(Element::getLocalName).toList();
                    assertThat(names).containsAll(found);
                    assertThat(found.stream().map(names::indexOf).toList()).isSorted();
                    held.add(order);
                }
            }
        }
        assertThat(held).containsAll(ORDERS);
    }

    /** A further version that says all that a fiche may say. */
    private static Document rich() throws Exception {
        var whole = FicheContentTest.whole();
        var content =
                new FicheContent(
                        new Circumstances(
                                Circumstances.Screening.YES, "Dr A", "aucun", true, "Rien"),
                        List.of(
                                whole.tumours().getFirst(),
                                new Tumour("C50", "Sein", Tumour.Laterality.NONE, "", "")),
                        new Staging("T1", "", "", "8", "FIGO", "2018", "IB"),
                        new Course(
                                Course.Phase.RELAPSE,
                                "2026",
                                Set.of(Course.Progression.LOCAL, Course.Progression.DISTANT)),
                        new Condition("HTA", "Diabète", "0", "9,5"),
                        new Findings("TDM", "Exérèse", "ADK", "EGFR"),
                        List.of(
                                new PastTreatment(
                                        TreatmentType.CHEMOTHERAPY,
                                        "Quatre cures",
                                        "2026-03",
                                        PastTreatment.Progress.NOT_DONE)),
                        "Toux",
                        new Decision(
                                Outcome.PROPOSAL,
                                whole.decision().strategies(),
                                true,
                                true,
                                "CHU TEST",
                                "IRM",
                                "Rester chez elle",
                                ""),
                        new Framework(false, "Référentiel", "1", "2026", "ESSAI-1", "Âge"));
        return written(content);
    }

    private static Document written(FicheContent content) throws Exception {
        var approved = fiche(2);
        var fiche =
                new Fiche(
                        CASE,
                        2,
                        1,
                        content,
                        approved.amends(),
                        approved.writtenBy(),
                        approved.writerName(),
                        approved.writtenAt(),
                        approved.approval());
        var document = new FicheDocument(file(new Ins("", "", Ins.Status.PROV)), fiche, DIRECTORY);
        return parsed(FicheCda.bytes(document));
    }

    /** Of the ANS's rules of the section of the diagnosis, and of the header. */
    @Test
    void a_tumour_or_none_it_has_a_diagnosis_with_t_n_and_m_and_an_act_with_a_code()
            throws Exception {
        var off = new Decision(Outcome.POSTPONED, List.of(), false, false, "", "", "", "TEP");
        var none = FicheContent.BLANK.decided(off, "");
        for (var document : List.of(written(none), written(), rich())) {
            var diagnosis =
                    "//section[code/@code='72135-7']/entry/act/entryRelationship/observation";
            assertThat(at(document, diagnosis + "/code/@code")).isEqualTo("282291009");
            var tnm = diagnosis + "/entryRelationship/observation[code/@code='75620-5']";
            assertThat(at(document, tnm + "/code/@code")).isEqualTo("75620-5");
            for (var code : List.of("21905-5", "21906-3", "21907-1")) {
                var part = tnm + "/entryRelationship/observation[code/@code='" + code + "']";
                assertThat(at(document, part + "/code/@code")).isEqualTo(code);
            }
            assertThat(at(document, "/ClinicalDocument/documentationOf[2]/serviceEvent/code/@code"))
                    .isNotEmpty();
            assertThat(
                            at(
                                    document,
                                    "/ClinicalDocument/componentOf/encompassingEncounter/location"
                                            + "/healthCareFacility/location/name"))
                    .isEqualTo("Centre TEST");
        }
        assertThat(text(written(none), "18776-5"))
                .contains("Dossier reporté", "Motif : TEP")
                .doesNotContain("Première intention");
        assertThat(all(written(none)).stream().map(Element::getLocalName))
                .doesNotContain("procedure", "encounter");
    }

    @Test
    void what_a_reader_reads_says_what_the_entries_say() throws Exception {
        var document = rich();

        assertThat(text(document, "29554-3")).contains("Quatre cures", "03/2026", "non fait");
        assertThat(text(document, "72135-7")).contains("C34.1", "gauche", "10/2026", "FIGO", "IB");
        assertThat(text(document, "18733-6"))
                .contains("Rechute", "2026", "Progression locale", "Progression à distance");
        assertThat(text(document, "21874-3")).contains("Dossier complet", "Quorum atteint");
        assertThat(text(document, "47420-5")).contains("OMS 0", "G8 9,5");
        assertThat(text(document, "18776-5"))
                .contains("Proposition de la RCP", "Première intention", "Surveillance")
                .contains("RCP de recours", "avis demandé : CHU TEST", "IRM", "Rester chez elle");
        assertThat(text(document, "35510-7")).contains("essai : ESSAI-1", "Écart");
    }

    private static String text(Document document, String code) {
        var section =
                sections(document).stream()
                        .filter(one -> code(one).equals(code))
                        .findFirst()
                        .orElseThrow();
        return children(section, "text").getFirst().getTextContent();
    }

    @Test
    void what_xml_cannot_say_makes_no_document_that_is_none() throws Exception {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        var built = builder.newDocument();
        CdaElement.root(built, "ClinicalDocument").say("title", "a\u000bb\ud800c\r\ud83d\ude00");

        assertThat(built.getDocumentElement().getTextContent()).isEqualTo("a b c \ud83d\ude00");
    }

    @Test
    void the_decision_is_coded_with_its_rank() throws Exception {
        var document = written();
        var plan =
                sections(document).stream()
                        .filter(one -> code(one).equals("18776-5"))
                        .findFirst()
                        .orElseThrow();

        assertThat(plan.getTextContent()).contains("Première intention", "Chirurgie – Lobectomie");
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
