// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

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
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Our JSON and that of DCMTK, compared as data sets. */
@Tag("peer")
class PeerJsonTest {

    @TempDir Path folder;

    static List<String> realFiles() {
        return RealFiles.all();
    }

    @ParameterizedTest
    @MethodSource("realFiles")
    void dcm2json_says_of_a_file_what_we_say(String name) throws IOException {
        var file = Files.write(folder.resolve("file.dcm"), RealFiles.bytes(name));

        assertSame(dcm2json(file), json(Part10.read(file).dataSet()));
    }

    @Test
    void dcm2json_says_of_other_alphabets_what_we_say() throws IOException {
        for (var term : List.of("ISO_IR 100", "ISO_IR 144", "ISO_IR 192", "GB18030")) {
            var text = term.equals("ISO_IR 144") ? "Люк" : term.equals("ISO_IR 100") ? "Zoé" : "山田";
            var dataSet =
                    DataSet.builder()
                            .set(Tags.SpecificCharacterSet, term)
                            .set(Tags.SOPClassUID, UIDs.SecondaryCaptureImageStorage)
                            .set(Tags.SOPInstanceUID, "1.2.3")
                            .set(Tags.PatientName, "A^B=" + text)
                            .set(Tags.StudyDescription, text)
                            .build();
            var file = folder.resolve("text.dcm");
            var syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
            Part10.write(file, Part10Object.of(FileMeta.of(dataSet, syntax), dataSet));

            assertSame(dcm2json(file), json(dataSet));
        }
    }

    private static DataSet dcm2json(Path file) throws IOException {
        var json = Peer.run("dcm2json", "-q", Peer.path(file));
        return JsonModel.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static DataSet json(DataSet dataSet) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonModel.write(dataSet, out, BulkDataURI.inline());
        return JsonModel.read(new ByteArrayInputStream(out.toByteArray()));
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
            } else {
                assertThat(comparable(element))
                        .as("%s", element.tag())
                        .isEqualTo(comparable(other));
            }
        }
    }

    /** Numbers by their value, since each prints the digits it likes. */
    private static Object comparable(Element element) {
        if (!(element instanceof ValueElement value)) {
            return element;
        }
        if (value.vr() == VR.DS || value.vr() == VR.IS || value.vr() == VR.FL) {
            return java.util.Arrays.stream(value.reals()).boxed().toList();
        }
        return value.vr().isText() ? value.strings() : value.bytes();
    }
}
