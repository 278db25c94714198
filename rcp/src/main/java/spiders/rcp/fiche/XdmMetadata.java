// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import spiders.archive.Ins;
import spiders.archive.PatientTraits;
import spiders.archive.Sex;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What a medium says of the one document on it: a submission of XDS (IHE ITI TF-3 section 4.2),
 * with what a fiche knows. What it does not know, such as the kind of the establishment, is left
 * out, as a medium may (table 4.3.1-3).
 */
final class XdmMetadata {

    private static final String RIM = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";
    private static final String LCM = "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0";
    private static final String DOCUMENT = "Document01";
    private static final String SUBMISSION = "SubmissionSet01";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

    private final FicheDocument document;
    private final byte[] cda;
    private final String path;
    private final UUID delivery;
    private final XMLStreamWriter out;

    private XdmMetadata(
            FicheDocument document, byte[] cda, String path, UUID delivery, XMLStreamWriter out) {
        this.document = document;
        this.cda = cda;
        this.path = path;
        this.delivery = delivery;
        this.out = out;
    }

    /** The file METADATA.XML for a document at this path of the medium. */
    static byte[] bytes(
            FicheDocument document, byte[] cda, String path, UUID delivery, Instant at) {
        var bytes = new ByteArrayOutputStream();
        try {
            var out =
                    XMLOutputFactory.newInstance()
                            .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            new XdmMetadata(document, cda, path, delivery, out).write(at);
            out.close();
        } catch (XMLStreamException e) {
            throw new AssertionError("what is written to memory can be written", e);
        }
        return bytes.toByteArray();
    }

    private void write(Instant at) throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        out.writeStartElement("lcm", "SubmitObjectsRequest", LCM);
        out.writeNamespace("lcm", LCM);
        out.writeNamespace("rim", RIM);
        start("RegistryObjectList");
        entry();
        submission(at);
        start("Classification");
        out.writeAttribute("id", "Classification99");
        out.writeAttribute("classifiedObject", SUBMISSION);
        out.writeAttribute("classificationNode", "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd");
        out.writeEndElement();
        start("Association");
        out.writeAttribute("id", "Association01");
        out.writeAttribute(
                "associationType", "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember");
        out.writeAttribute("sourceObject", SUBMISSION);
        out.writeAttribute("targetObject", DOCUMENT);
        slot("SubmissionSetStatus", "Original");
        out.writeEndElement();
        out.writeEndElement();
        out.writeEndElement();
        out.writeEndDocument();
    }

    private void entry() throws XMLStreamException {
        start("ExtrinsicObject");
        out.writeAttribute("id", DOCUMENT);
        out.writeAttribute("mimeType", "text/xml");
        out.writeAttribute("objectType", "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1");
        slot("creationTime", TIME.format(document.approval().at()));
        slot("languageCode", "fr-FR");
        slot("URI", path);
        slot("size", String.valueOf(cda.length));
        slot("hash", sha1());
        slot("sourcePatientId", patient());
        var traits = document.file().traits();
        slot(
                "sourcePatientInfo",
                "PID-5|" + family(traits) + "^" + part(traits.givenNames()) + "^^^^^L",
                "PID-7|" + traits.birthDate(),
                "PID-8|" + sex(traits.sex()));
        name("Fiche RCP");
        author("urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d", DOCUMENT, "Classification01");
        coded(
                "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f",
                "Classification02",
                "N",
                "2.16.840.1.113883.5.25",
                "Normal");
        coded(
                "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d",
                "Classification03",
                "urn:asip:ci-sis:frcp:2011",
                "1.2.250.1.213.1.1.4.2.282",
                "Fiche RCP");
        coded(
                "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983",
                "Classification04",
                "34794-8",
                "2.16.840.1.113883.6.1",
                "CR de réunion de concertation pluridisciplinaire");
        identifier(
                DOCUMENT,
                "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427",
                "XDSDocumentEntry.patientId",
                patient());
        var fiche = document.fiche();
        identifier(
                DOCUMENT,
                "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab",
                "XDSDocumentEntry.uniqueId",
                FicheCda.oid(fiche.boardCase()) + "^" + fiche.version());
        out.writeEndElement();
    }

    private void submission(Instant at) throws XMLStreamException {
        start("RegistryPackage");
        out.writeAttribute("id", SUBMISSION);
        slot("submissionTime", TIME.format(at));
        name("Fiche RCP");
        author("urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d", SUBMISSION, "Classification05");
        identifier(
                SUBMISSION,
                "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446",
                "XDSSubmissionSet.patientId",
                patient());
        identifier(
                SUBMISSION,
                "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832",
                "XDSSubmissionSet.sourceId",
                FicheCda.oid(document.fiche().boardCase()));
        identifier(
                SUBMISSION,
                "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8",
                "XDSSubmissionSet.uniqueId",
                FicheCda.oid(delivery));
        out.writeEndElement();
    }

    private void start(String name) throws XMLStreamException {
        out.writeStartElement("rim", name, RIM);
    }

    private void slot(String name, String... values) throws XMLStreamException {
        start("Slot");
        out.writeAttribute("name", name);
        start("ValueList");
        for (var value : values) {
            start("Value");
            out.writeCharacters(value);
            out.writeEndElement();
        }
        out.writeEndElement();
        out.writeEndElement();
    }

    private void name(String text) throws XMLStreamException {
        start("Name");
        start("LocalizedString");
        out.writeAttribute("value", text);
        out.writeEndElement();
        out.writeEndElement();
    }

    private void author(String scheme, String object, String id) throws XMLStreamException {
        classification(scheme, object, id, "");
        slot("authorPerson", "^" + part(document.approval().name()));
        slot("authorInstitution", part(document.board().centre()));
        out.writeEndElement();
    }

    private void coded(String scheme, String id, String code, String system, String display)
            throws XMLStreamException {
        classification(scheme, DOCUMENT, id, code);
        slot("codingScheme", system);
        name(display);
        out.writeEndElement();
    }

    private void classification(String scheme, String object, String id, String code)
            throws XMLStreamException {
        start("Classification");
        out.writeAttribute("id", id);
        out.writeAttribute("classificationScheme", scheme);
        out.writeAttribute("classifiedObject", object);
        out.writeAttribute("nodeRepresentation", code);
    }

    private void identifier(String object, String scheme, String name, String value)
            throws XMLStreamException {
        start("ExternalIdentifier");
        out.writeAttribute("id", name);
        out.writeAttribute("registryObject", object);
        out.writeAttribute("identificationScheme", scheme);
        out.writeAttribute("value", value);
        name(name);
        out.writeEndElement();
    }

    /** The INS of a qualified identity, which alone may leave; else the case stands for them. */
    private String patient() {
        var ins = document.file().traits().ins();
        return ins.status() == Ins.Status.QUAL
                ? ins.value() + "^^^&" + ins.oid() + "&ISO^NH"
                : document.fiche().boardCase() + "^^^&2.25&ISO^PI";
    }

    private static String family(PatientTraits traits) {
        return part(traits.birthName());
    }

    /** What separates components has no place in one (HL7 v2.5 section 2.7). */
    private static String part(String text) {
        return text.replaceAll("[\\^&|~\\\\]", " ");
    }

    private static String sex(Sex sex) {
        return switch (sex) {
            case MALE -> "M";
            case FEMALE -> "F";
            case OTHER -> "O";
            case UNKNOWN -> "U";
        };
    }

    /** As XDS asks (ITI TF-3 section 4.2.3.2.10), to find damage, not forgery. */
    private String sha1() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(cda));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1", e);
        }
    }
}
