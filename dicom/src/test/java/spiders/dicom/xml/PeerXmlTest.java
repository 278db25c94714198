// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.Peer;
import spiders.dicom.RealFiles;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.json.BulkDataURI;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Our XML and that of DCMTK, compared as data sets. DCMTK 3.6.7 turns words in inline binary to
 * big-endian, so that only bytes are compared there; its xml2dcm does not read this model.
 */
@Tag("peer")
class PeerXmlTest {

    @TempDir Path folder;

    static List<String> realFiles() {
        return RealFiles.all();
    }

    @ParameterizedTest
    @MethodSource("realFiles")
    void dcm2xml_says_of_a_file_what_we_say(String name) throws IOException {
        var file = Files.write(folder.resolve("file.dcm"), RealFiles.bytes(name));

        assertSame(dcm2xml(file), ours(Part10.read(file).dataSet()));
    }

    @Test
    void dcm2xml_says_of_names_private_elements_and_bytes_what_we_say() throws IOException {
        var builder =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, "ISO_IR 192")
                        .set(Tags.SOPClassUID, UIDs.EncapsulatedPDFStorage)
                        .set(Tags.SOPInstanceUID, "1.2.3")
                        .set(Tags.PatientName, "Yamada^Tarou^^Dr^MD=山田^太郎=やまだ^たろう")
                        .set(Tags.OtherPatientNames, "A^B", "C")
                        .set(Tags.PatientComments, "<a> & \"b\"\\c")
                        .set(Tags.SelectorUVValue, "18446744073709551615")
                        .set(Tags.SelectorSVValue, -5L)
                        .set(Tags.FrameIncrementPointer, Tags.FrameTime)
                        .set(Tags.EncapsulatedDocument, VR.OB, new byte[] {1, 2, 3, 4});
        builder.set(builder.privateTag(0x0009, "SPIDERS", 0x01), VR.LO, "x");
        var dataSet = builder.build();
        var file = folder.resolve("file.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }

        var theirs = dcm2xml(file);

        assertSame(theirs, ours(dataSet));
        assertThat(theirs).isEqualTo(dataSet);
    }

    private static DataSet dcm2xml(Path file) throws IOException {
        var xml = Peer.run("dcm2xml", "-q", "-nat", "+Eb", "+M", "+U8", Peer.path(file));
        return XmlModel.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static DataSet ours(DataSet dataSet) throws IOException {
        var out = new ByteArrayOutputStream();
        XmlModel.write(dataSet, out, BulkDataURI.inline());
        return XmlModel.read(new ByteArrayInputStream(out.toByteArray()));
    }

    private static void assertSame(DataSet theirs, DataSet ours) {
        assertThat(ours.elements())
                .extracting(Element::tag)
                .isEqualTo(theirs.elements().stream().map(Element::tag).toList());
        for (var element : ours) {
            var other = theirs.element(element.tag()).orElseThrow();
            assertThat(element.vr()).as("%s", element.tag()).isEqualTo(other.vr());
            if (element instanceof SequenceElement sequence) {
                var items = theirs.items(element.tag());
                assertThat(sequence.items()).hasSameSizeAs(items);
                for (int i = 0; i < items.size(); i++) {
                    assertSame(items.get(i), sequence.items().get(i));
                }
            } else if (element.vr().wordSize() == 1 || !element.vr().isBytes()) {
                assertThat(comparable(element))
                        .as("%s", element.tag())
                        .isEqualTo(comparable(other));
            }
        }
    }

    private static Object comparable(Element element) {
        if (!(element instanceof ValueElement value)) {
            return element;
        }
        if (value.vr() == VR.FL || value.vr() == VR.FD) {
            return Arrays.stream(value.reals()).mapToObj(real -> (float) real).toList();
        }
        return value.vr().isBytes() ? value.bytes() : value.strings();
    }
}
