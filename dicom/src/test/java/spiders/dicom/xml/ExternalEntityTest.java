// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.Bystander;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Documents that would have their reader fetch something else, or grow within it. */
class ExternalEntityTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final String SECRET = "nobody is to read this";
    private static final String ID =
            "<DicomAttribute tag='00100020' vr='LO'><Value number='1'>%s</Value></DicomAttribute>";

    @TempDir private Path folder;
    private Bystander bystander;

    @BeforeEach
    void listen() throws IOException {
        bystander = new Bystander();
    }

    @AfterEach
    void close() throws IOException {
        bystander.close();
    }

    private static DataSet read(String xml) throws IOException {
        return XmlModel.read(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    }

    private static String model(String patientID) {
        return "<NativeDicomModel>" + ID.formatted(patientID) + "</NativeDicomModel>";
    }

    /** HERE stands for an address at which a connection is seen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a SYSTEM 'HERE'>",
                "<!DOCTYPE a PUBLIC '-//A//B//EN' 'HERE'>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'HERE'>]>",
                "<!DOCTYPE a [<!ENTITY e PUBLIC 'x' 'HERE'>]>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM 'HERE'> %p;]>",
                "<!DOCTYPE a SYSTEM 'HERE' [<!ENTITY e 'x'>]>",
                "<!DOCTYPE a [<!NOTATION n SYSTEM 'HERE'><!ENTITY e SYSTEM 'HERE' NDATA n>]>",
                "<!DOCTYPE a [<!ATTLIST a b CDATA '&e;'><!ENTITY e SYSTEM 'HERE'>]>"
            })
    void what_a_document_type_names_is_not_fetched(String documentType) throws IOException {
        var here = bystander.address("/a.dtd").toString();
        var xml = documentType.replace("HERE", here) + model("&e;");

        assertThatExceptionOfType(MalformedXmlException.class).isThrownBy(() -> read(xml));
        assertThat(bystander.wasDisturbed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml-stylesheet type='text/xsl' href='HERE'?>MODEL",
                "<NativeDicomModel xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                        + " xsi:schemaLocation='http://dicom.nema.org/PS3.19/models/NativeDICOM"
                        + " HERE' xsi:noNamespaceSchemaLocation='HERE'>ID</NativeDicomModel>",
                "<NativeDicomModel xmlns:i='http://www.w3.org/2001/XInclude'>"
                        + "<i:include href='HERE' parse='text'/>ID</NativeDicomModel>",
                "<NativeDicomModel xml:base='HERE'>ID</NativeDicomModel>",
                "<NativeDicomModel xmlns='HERE'>ID</NativeDicomModel>"
            })
    void what_else_a_document_names_is_not_fetched(String document) throws IOException {
        var here = bystander.address("/a.xsd").toString();
        var xml =
                document.replace("MODEL", model("7"))
                        .replace("HERE", here)
                        .replace("ID", ID.formatted("7"));

        assertThat(read(xml).string(Tags.PatientID)).contains("7");
        assertThat(bystander.wasDisturbed()).isFalse();
    }

    @Test
    void a_value_named_by_an_address_stays_a_name() throws IOException {
        var dataSet =
                read(
                        "<NativeDicomModel><DicomAttribute tag='7FE00010' vr='OW'><BulkData uri='"
                                + bystander.address("/pixels")
                                + "'/></DicomAttribute></NativeDicomModel>");

        assertThat(dataSet.element(Tags.PixelData)).isPresent();
        assertThat(bystander.wasDisturbed()).isFalse();
    }

    @Test
    void a_file_of_the_machine_is_not_read_into_a_value_or_a_message() throws IOException {
        var file = Files.writeString(folder.resolve("secret.txt"), SECRET);
        var general = "<!DOCTYPE a [<!ENTITY e SYSTEM '%s'>]>".formatted(file.toUri());
        var parameter = "<!DOCTYPE a [<!ENTITY %% p SYSTEM '%s'> %%p;]>".formatted(file.toUri());

        for (var documentType : new String[] {general, parameter}) {
            assertThatExceptionOfType(MalformedXmlException.class)
                    .isThrownBy(() -> read(documentType + model("&e;")))
                    .satisfies(e -> assertThat(e).hasStackTraceContaining("MalformedXml"))
                    .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET));
        }
    }

    @Test
    void entities_that_grow_by_each_other_do_not_grow() {
        var laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'lol'>");
        for (int i = 1; i <= 30; i++) {
            laughs.append("<!ENTITY e%d '%s'>".formatted(i, "&e%d;".formatted(i - 1).repeat(10)));
        }
        assertRefusedAtOnce(laughs + "]>" + model("&e30;"));
        assertRefusedAtOnce(laughs + "]>" + "<NativeDicomModel a='&e30;'/>");
    }

    @Test
    void entities_of_the_document_type_itself_do_not_grow() {
        var laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY % p0 '<!ENTITY x \"lol\">'>");
        for (int i = 1; i <= 30; i++) {
            laughs.append(
                    "<!ENTITY %% p%d '%s'>".formatted(i, "&#37;p%d;".formatted(i - 1).repeat(10)));
        }
        assertRefusedAtOnce(laughs + " %p30; ]>" + model("7"));
    }

    @Test
    void one_long_entity_is_not_repeated() {
        var xml =
                "<!DOCTYPE a [<!ENTITY e '%s'>]>".formatted("x".repeat(1 << 20))
                        + model("&e;".repeat(100_000));
        assertRefusedAtOnce(xml);
    }

    private static void assertRefusedAtOnce(String xml) {
        assertTimeoutPreemptively(
                AT_ONCE,
                () ->
                        assertThatExceptionOfType(MalformedXmlException.class)
                                .isThrownBy(() -> read(xml)));
    }
}
