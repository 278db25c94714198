// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import org.w3c.dom.Document;

import spiders.archive.Ins;
import spiders.archive.PatientTraits;
import spiders.archive.Sex;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

/**
 * Writes a fiche as the national document of boards: CI-SIS, CANCER-FRCP 2022.01, a CDA R2 of level
 * 3. This class writes its header, {@link FicheCdaBody} its sections.
 */
public final class FicheCda {

    private static final String FRENCH_CDA = "2.16.840.1.113883.2.8.2.1";
    private static final String CI_SIS = "1.2.250.1.213.1.1.1.1";
    private static final String FRCP = "1.2.250.1.213.1.1.1.8";
    private static final String EDITION = "2022.01";
    private static final String NETWORKS = "1.2.250.1.161.1.20.1.1";
    private static final String MANAGERS = "1.2.250.1.161.1.20.2.1";
    private static final String BOARDS = "1.2.250.1.161.1.20.3.1";
    private static final String SESSIONS = "1.2.250.1.213.1.1.9";
    private static final String SERVICES = "1.2.250.1.213.3.3.13";
    private static final String ACTS = "2.16.840.1.113883.5.4";
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final FicheDocument document;
    private final CdaParties parties;

    private FicheCda(FicheDocument document) {
        this.document = document;
        this.parties = new CdaParties(document);
    }

    /** The file, in UTF-8. */
    public static byte[] bytes(FicheDocument document) {
        try {
            var built = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
            new FicheCda(document).write(built);
            var out = new ByteArrayOutputStream();
            var transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.ENCODING, StandardCharsets.UTF_8.name());
            transformer.transform(new DOMSource(built), new StreamResult(out));
            return out.toByteArray();
        } catch (ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException("the JDK writes no XML", e);
        }
    }

    private void write(Document built) {
        var root = CdaElement.root(built, "ClinicalDocument");
        root.add("realmCode", "code", "FR");
        root.add("typeId", "root", "2.16.840.1.113883.1.3", "extension", "POCD_HD000040");
        root.templates(FRENCH_CDA, CI_SIS);
        root.add("templateId", "root", FRCP, "extension", EDITION);
        var fiche = document.fiche();
        root.id(oid(fiche.boardCase()), String.valueOf(fiche.version()));
        root.code(
                "code",
                "34794-8",
                CodeSystem.LOINC,
                "CR de réunion de concertation pluridisciplinaire");
        root.say("title", title());
        root.time("effectiveTime", document.approval().at());
        root.add("confidentialityCode", "code", "N", "codeSystem", "2.16.840.1.113883.5.25");
        root.add("languageCode", "code", "fr-FR");
        root.add("setId", "root", oid(fiche.boardCase()));
        root.add("versionNumber", "value", String.valueOf(fiche.version()));
        patient(root.add("recordTarget").add("patientRole"));
        parties.authorAndCustodian(root);
        parties.participants(root);
        root.add("inFulfillmentOf").add("order").add("id", "root", oid(fiche.boardCase()));
        events(root);
        if (fiche.version() > 1) {
            root.add("relatedDocument", "typeCode", "RPLC")
                    .add("parentDocument")
                    .id(oid(fiche.boardCase()), String.valueOf(fiche.version() - 1));
        }
        encounter(root.add("componentOf").add("encompassingEncounter"));
        new FicheCdaBody(document).write(root.add("component").add("structuredBody"));
    }

    private String title() {
        var parts =
                List.of(
                        document.directory().networkName(),
                        document.directory().managerName(),
                        document.board().name());
        return "FRCP "
                + String.join(" / ", parts.stream().filter(part -> !part.isEmpty()).toList());
    }

    /** A UUID as an identifier of objects (ITU-T X.667). */
    static String oid(UUID id) {
        return "2.25." + new BigInteger(id.toString().replace("-", ""), 16);
    }

    private void patient(CdaElement role) {
        var traits = document.file().traits();
        boolean qualified = traits.ins().status() == Ins.Status.QUAL;
        if (qualified) {
            // The number may leave for a qualified identity only.
            role.id(traits.ins().oid(), traits.ins().value());
        }
        var named =
                document.file().identifiers().stream()
                        .filter(one -> isOid(one.assigningAuthority()))
                        .toList();
        named.forEach(one -> role.id(one.assigningAuthority(), one.value()));
        if (named.isEmpty() && !qualified) {
            role.id("", "");
        }
        role.add("addr", "nullFlavor", "NASK");
        role.add("telecom", "nullFlavor", "NASK");
        person(role.add("patient"), traits);
    }

    private static boolean isOid(String text) {
        return text.matches("[0-2](\\.(0|[1-9][0-9]*))+");
    }

    private static void person(CdaElement patient, PatientTraits traits) {
        var name = patient.add("name");
        name.say("given", traits.givenNames());
        name.add("family", "qualifier", "BR").text(traits.birthName());
        if (!traits.usedName().isEmpty() && !traits.usedName().equals(traits.birthName())) {
            name.add("family", "qualifier", "CL").text(traits.usedName());
        }
        patient.add(
                "administrativeGenderCode",
                "code",
                gender(traits.sex()),
                "codeSystem",
                "2.16.840.1.113883.5.1");
        patient.date("birthTime", knownPart(traits.birthDate()));
    }

    private static String gender(Sex sex) {
        return switch (sex) {
            case MALE -> "M";
            case FEMALE -> "F";
            case OTHER, UNKNOWN -> "UN";
        };
    }

    /** Of {@code YYYYMMDD} what is known: lunar dates end in noughts. */
    private static String knownPart(String basic) {
        return basic.equals("00000000") ? "" : basic.replaceFirst("(0000|00)$", "");
    }

    private void events(CdaElement root) {
        var board = root.add("documentationOf").add("serviceEvent");
        board.add("code", "code", "39", "codeSystem", SERVICES, "displayName", "RCP")
                .say("originalText", title().substring("FRCP ".length()));
        board.add("effectiveTime").time("low", begins());
        parties.performer(board.add("performer", "typeCode", "PRF"));
        var tumours = document.fiche().content().tumours();
        if (tumours.isEmpty()) {
            var event = root.add("documentationOf").add("serviceEvent");
            event.code("code", "GEN-243", CodeSystem.TA_ASIP, "Topographie")
                    .say("originalText", document.board().organ());
        }
        for (var tumour : tumours) {
            root.add("documentationOf")
                    .add("serviceEvent")
                    .code("code", tumour.topography(), CodeSystem.CIM_10, tumour.label());
        }
    }

    private void encounter(CdaElement encounter) {
        var directory = document.directory();
        encounter.id(NETWORKS, directory.network());
        encounter.id(MANAGERS, directory.manager());
        encounter.id(BOARDS, directory.board());
        encounter.id(SESSIONS, document.file().session().id().toString());
        encounter.add("code", "code", "VR", "codeSystem", ACTS, "displayName", "Patient absent");
        encounter.add("effectiveTime").time("low", begins());
        var facility = encounter.add("location").add("healthCareFacility");
        facility.id(CdaParties.ORGANISATIONS, parties.finess());
        var place = facility.add("location");
        place.say("name", document.board().centre());
        if (directory.address().isEmpty()) {
            place.add("addr", "nullFlavor", "UNK");
        } else {
            place.add("addr").say("streetAddressLine", directory.address());
        }
    }

    /** When the case was discussed; where it was not, when the session began. */
    private Instant begins() {
        return document.approval()
                .discussed()
                .orElseGet(() -> document.file().session().begins().atZone(ZONE).toInstant());
    }
}
