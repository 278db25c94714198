// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

import spiders.archive.Ins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;

/** The medium that secure mail carries: IHE ITI TF-2 section 3.32, TF-3 section 4.2. */
class FicheXdmTest {

    private static final UUID DELIVERY = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final Instant AT = Instant.parse("2026-11-28T08:00:00Z");
    private static final Ins NUMBER =
            new Ins("256031234567890", "1.2.250.1.213.1.4.8", Ins.Status.QUAL);

    private static Map<String, byte[]> medium(Ins ins) throws IOException {
        var document =
                new FicheDocument(
                        FicheCdaTest.file(ins), FicheCdaTest.fiche(1), FicheCdaTest.DIRECTORY);
        var files = new LinkedHashMap<String, byte[]>();
        var bytes = FicheXdm.bytes(document, DELIVERY, AT);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void a_medium_has_the_document_and_what_it_is() throws Exception {
        var files = medium(NUMBER);

        assertThat(files.keySet())
                .containsExactly(
                        "README.TXT",
                        "INDEX.HTM",
                        "IHE_XDM/SUBSET01/DOC0001.XML",
                        "IHE_XDM/SUBSET01/METADATA.XML");
        assertThat(files.keySet())
                .as("names of ISO 9660 level 1 (ITI TF-2 section 3.32.4.1.2.1)")
                .allMatch(name -> name.matches("([A-Z0-9_]{1,8}/)*[A-Z0-9_]{1,8}\\.[A-Z]{1,3}"));
        assertThat(text(files, "INDEX.HTM")).contains("IHE_XDM/SUBSET01/DOC0001.XML");

        var cda = files.getOrDefault("IHE_XDM/SUBSET01/DOC0001.XML", new byte[0]);
        var metadata = metadata(files);
        assertThat(slot(metadata, "URI")).isEqualTo("DOC0001.XML");
        assertThat(slot(metadata, "size")).isEqualTo(String.valueOf(cda.length));
        assertThat(slot(metadata, "hash"))
                .isEqualTo(
                        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(cda)));
        assertThat(slot(metadata, "submissionTime")).isEqualTo("20261128080000");
        assertThat(value(metadata, "//*[@nodeRepresentation='34794-8']/@classificationScheme"))
                .as("typeCode (ITI TF-3 table 4.2.5.2-1)")
                .isEqualTo("urn:uuid:f0306f51-975f-434e-a61c-c59651d33983");
        assertThat(value(metadata, "//*[@nodeRepresentation='urn:asip:ci-sis:frcp:2011']/@id"))
                .isNotEmpty();
    }

    @Test
    void the_number_of_the_nation_leaves_for_a_qualified_identity_alone() throws Exception {
        var known = "256031234567890^^^&1.2.250.1.213.1.4.8&ISO^NH";
        assertThat(slot(metadata(medium(NUMBER)), "sourcePatientId")).isEqualTo(known);

        var retrieved = new Ins(NUMBER.value(), NUMBER.oid(), Ins.Status.RECUP);
        var files = medium(retrieved);
        assertThat(text(files, "IHE_XDM/SUBSET01/METADATA.XML")).doesNotContain(NUMBER.value());
    }

    @Test
    void the_set_has_the_document_as_a_member() throws Exception {
        var metadata = metadata(medium(NUMBER));
        var association = "//*[local-name()='Association']";
        var source = value(metadata, association + "/@sourceObject");
        var target = value(metadata, association + "/@targetObject");
        assertThat(value(metadata, "//*[local-name()='RegistryPackage']/@id")).isEqualTo(source);
        assertThat(value(metadata, "//*[local-name()='ExtrinsicObject']/@id")).isEqualTo(target);
    }

    private static Document metadata(Map<String, byte[]> files) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var bytes = files.getOrDefault("IHE_XDM/SUBSET01/METADATA.XML", new byte[0]);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), UTF_8);
    }

    private static String slot(Document document, String name) throws Exception {
        return value(document, "//*[@name='" + name + "']//*[local-name()='Value']");
    }

    private static String value(Document document, String expression) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(expression, document);
    }
}
