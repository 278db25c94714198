// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;
import spiders.dicom.web.ResourcePath;
import spiders.dicom.web.WadoClient;
import spiders.dicom.web.WebClient;
import spiders.dicom.web.WebOptions;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** An object with a value of every kind, in our JSON, in DCMTK's and in Orthanc's. */
@Tag("peer")
class JsonPeerTest {

    private static final UID INSTANCE = new UID(SampleFiles.SERIES.value() + ".77");

    @TempDir private Path directory;

    private static Path write(Path file, DataSet object) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        return file;
    }

    private static DataSet object() {
        var builder =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, "ISO_IR 192")
                        .set(Tags.SOPClassUID, UIDs.SecondaryCaptureImageStorage)
                        .set(Tags.SOPInstanceUID, INSTANCE)
                        .set(Tags.StudyInstanceUID, SampleFiles.STUDY)
                        .set(Tags.SeriesInstanceUID, SampleFiles.SERIES)
                        .set(Tags.Modality, "OT");
        names(builder);
        texts(builder);
        numbers(builder);
        builder.sequence(Tags.RequestAttributesSequence, request());
        builder.sequence(Tags.ReferencedStudySequence);
        var creator = "SPIDERS TEST";
        builder.set(builder.privateTag(0x0019, creator, 0x01), VR.LO, "privé", "deux");
        builder.set(builder.privateTag(0x0019, creator, 0x02), VR.DS, "1.50");
        builder.set(builder.privateTag(0x0019, creator, 0x03), VR.UN, new byte[] {1, 2, 3, 4});
        return pixels(builder).build();
    }

    private static DataSet request() {
        var code =
                DataSet.builder()
                        .set(Tags.CodeValue, "T-1")
                        .set(Tags.CodingSchemeDesignator, "99TEST")
                        .set(Tags.CodeMeaning, "Thorax, \"côté\"")
                        .build();
        return DataSet.builder()
                .set(Tags.RequestedProcedureID, "R1")
                .sequence(Tags.RequestedProcedureCodeSequence, code, code)
                .build();
    }

    private static void names(DataSetBuilder builder) {
        builder.set(Tags.PatientName, "Yamada^Tarou=山田^太郎=やまだ^たろう")
                .set(Tags.OtherPatientNames, "Hong^Gildong=洪^吉洞", "=王^小東", "Doe^^^Dr.^Jr.")
                .empty(Tags.ReferringPhysicianName);
    }

    private static void texts(DataSetBuilder builder) {
        builder.set(Tags.PatientID, "ESSAI-7")
                .empty(Tags.AccessionNumber)
                .set(Tags.ImageType, "DERIVED", "SECONDARY", "", "OTHER")
                .set(Tags.StudyDate, "20260102")
                .set(Tags.StudyTime, "101500.123")
                .set(Tags.AcquisitionDateTime, "20260102101500.5+0100")
                .set(Tags.PatientAge, "064Y")
                .set(Tags.PatientComments, "Première ligne\r\nseconde ligne, \\ compris")
                .set(Tags.RetrieveAETitle, "ARCHIVE")
                .set(Tags.RetrieveURL, "https://archive.invalid/a?b=c");
    }

    private static void numbers(DataSetBuilder builder) {
        builder.set(Tags.InstanceNumber, VR.IS, "+0012")
                .set(Tags.SeriesNumber, VR.IS, "-7 ")
                .set(Tags.PatientWeight, VR.DS, "70.50")
                .set(Tags.PixelSpacing, VR.DS, "0.5", "1e-1")
                .empty(Tags.PatientSize)
                .set(Tags.FrameIncrementPointer, Tags.FrameTimeVector)
                .set(Tags.RecommendedDisplayFrameRateInFloat, 12.5)
                .set(Tags.SelectorFDValue, 0.1, -2e-7)
                .set(Tags.SelectorSLValue, -70_000, 70_000)
                .set(Tags.SelectorSSValue, -3)
                .set(Tags.SelectorULValue, VR.UL, 4_000_000_000L);
    }

    private static DataSetBuilder pixels(DataSetBuilder builder) {
        return builder.set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.Rows, 8)
                .set(Tags.Columns, 8)
                .set(Tags.BitsAllocated, 16)
                .set(Tags.BitsStored, 16)
                .set(Tags.HighBit, 15)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, VR.OW, new byte[128]);
    }

    private static DataSet ours(DataSet object) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonModel.write(object, out, BulkDataURI.inline());
        return JsonModel.read(new ByteArrayInputStream(out.toByteArray()));
    }

    @Test
    void dcm2json_says_what_we_say() throws IOException {
        var object =
                object().toBuilder()
                        .sequence(Tags.RequestAttributesSequence, request(), DataSet.empty())
                        .build();
        var file = write(directory.resolve("object.dcm"), object);

        var result = PeerCommand.run(directory, "dcm2json", "-q", file.toString());

        var theirs = JsonModel.read(new ByteArrayInputStream(result.output().getBytes(UTF_8)));
        assertSame(theirs, ours(object));
    }

    /** Without an empty item, which Orthanc leaves out. */
    @Test
    void orthanc_says_what_we_say() throws Exception {
        try (var orthanc = OrthancProcess.start(directory, List.of());
                var client = new WebClient(orthanc.dicomWeb(), WebOptions.DEFAULT)) {
            orthanc.upload(write(directory.resolve("object.dcm"), object()));
            var path = ResourcePath.instance(SampleFiles.STUDY, SampleFiles.SERIES, INSTANCE);

            var theirs = new WadoClient(client).metadata(path).getFirst();

            assertSame(theirs, ours(object()));
        }
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
                assertThat(sequence.items()).as("%s", element.tag()).hasSameSizeAs(items);
                for (int i = 0; i < items.size(); i++) {
                    assertSame(items.get(i), sequence.items().get(i));
                }
            } else if (other instanceof ReferencedElement bulk) {
                assertThat(bulk.uri()).contains("/bulk/");
            } else {
                assertThat(comparable(element))
                        .as("%s", element.tag())
                        .isEqualTo(comparable(other));
            }
        }
    }

    private static final Set<VR> NUMBERS = Set.of(VR.DS, VR.IS, VR.FL);

    /** Numbers by their value, since each prints the digits it likes. */
    private static Object comparable(Element element) {
        if (!(element instanceof ValueElement value)) {
            return element;
        }
        if (NUMBERS.contains(value.vr())) {
            return Arrays.stream(value.reals()).boxed().toList();
        }
        return value.vr().isText() ? value.strings() : value.bytes();
    }
}
