// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.archive.web.MetadataRequest.named;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Samples;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.FrameIndex;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.web.StoreResponse;
import spiders.dicom.web.WadoClient;
import spiders.dicom.web.WebClient;
import spiders.dicom.web.WebOptions;
import spiders.testkit.peer.OrthancProcess;
import spiders.testkit.peer.PeerCommand;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

/**
 * Metadata and bulk data as Orthanc gives them, and what dciodvfy and DCMTK find in our objects.
 */
@Tag("peer")
class MetadataPeerTest {

    private static final Pattern BULK = Pattern.compile("\"BulkDataURI\"\\s*:\\s*\"([^\"]+)\"");

    /** Text that may be written in several ways: numbers. */
    private static final Set<VR> NUMBERS = Set.of(VR.DS, VR.IS);

    @TempDir private static Path folder;
    private static StowClientFixture stow;

    @BeforeAll
    static void open() throws IOException {
        stow = new StowClientFixture(folder.resolve("objects"));
    }

    @AfterAll
    static void close() throws IOException {
        stow.close();
    }

    private static StoreResponse store(MetadataRequest request) {
        return StowClientFixture.answer(stow.store(request));
    }

    /** The file of an object, as DICOMweb gives it. */
    private static Path stored(DataSet object) throws IOException {
        return Files.write(folder.resolve("stored.dcm"), stow.file(object));
    }

    /**
     * Much of what an object may hold: items, private elements, each kind of number, bulk; not an
     * empty item nor a negative zero, which Orthanc's metadata leave out and write as zero.
     */
    private static DataSet rich(int number) {
        var study = new UID("1.2.826.0.1.3680043.10.7.1");
        var code =
                DataSet.builder()
                        .set(Tags.CodeValue, "T-D4000")
                        .set(Tags.CodingSchemeDesignator, "SRT")
                        .set(Tags.CodeMeaning, "Rate et œdème")
                        .build();
        var lut = new byte[70_000];
        new Random(number).nextBytes(lut);
        var builder =
                Samples.ct(number).toBuilder()
                        .set(Tags.StudyInstanceUID, study)
                        .set(Tags.SeriesInstanceUID, new UID(study.value() + ".1"))
                        .set(Tags.SOPInstanceUID, new UID(study.value() + ".1." + number))
                        .set(Tags.PatientName, "DEMO^Élodie=出茂=デモ")
                        .set(Tags.PixelSpacing, "0.7031250", "0.703125")
                        .set(Tags.ImagePositionPatient, "-180.0", "1.50e1", "-0.5")
                        .set(Tags.RescaleSlope, "1.000000")
                        .set(Tags.RescaleIntercept, "-1024")
                        .set(Tags.AcquisitionTime, "101500.123456")
                        .set(Tags.DateTime, "20260315101500.5+0100")
                        .set(
                                Tags.ImageComments,
                                "Un commentaire \"entre guillemets\"\r\nsur deux lignes")
                        .set(Tags.SelectorFDValue, 0.1, -1e300, 5)
                        .set(Tags.SelectorATValue, Tags.PatientName, Tags.Rows)
                        .set(Tags.RedPaletteColorLookupTableData, VR.OW, lut)
                        .sequence(
                                Tags.RequestAttributesSequence,
                                DataSet.builder()
                                        .set(Tags.ScheduledProcedureStepID, "S1")
                                        .sequence(Tags.ScheduledProtocolCodeSequence, code, code)
                                        .build(),
                                DataSet.builder().set(Tags.ScheduledProcedureStepID, "S2").build());
        builder.set(
                builder.privateTag(0x0029, "SPIDERS TEST", 0x10), VR.OB, new byte[] {1, 2, 3, 4});
        builder.set(builder.privateTag(0x0029, "SPIDERS TEST", 0x11), VR.LO, "texte privé");
        return builder.build();
    }

    @Test
    void what_orthanc_gives_apart_makes_the_object_that_it_was_given() throws Exception {
        var objects = List.of(rich(1), rich(2));
        var study = objects.getFirst().string(Tags.StudyInstanceUID).orElseThrow();
        try (var orthanc =
                OrthancProcess.start(Files.createDirectories(folder.resolve("o")), List.of())) {
            for (var object : objects) {
                var file = folder.resolve("sent.dcm");
                try (var out = Files.newOutputStream(file)) {
                    Part10.write(out, object, Samples.EXPLICIT);
                }
                orthanc.upload(file);
            }

            assertThat(store(taken(orthanc, study)).failed()).isEmpty();
        }
        for (var object : objects) {
            var found = Part10.read(stored(object)).dataSet();
            assertThat(differences(object, found)).isEmpty();
        }
    }

    /** The study as Orthanc's DICOMweb gives it, its metadata to the byte. */
    private static MetadataRequest taken(OrthancProcess orthanc, String study) throws Exception {
        var metadata = orthanc.get("dicom-web/studies/%s/metadata".formatted(study));
        var uris = new LinkedHashSet<String>();
        BULK.matcher(metadata).results().forEach(match -> uris.add(match.group(1)));
        assertThat(uris).isNotEmpty();
        var request =
                new MetadataRequest(MetadataRequest.JSON).part(MetadataRequest.JSON, "", metadata);
        try (var client = new WebClient(orthanc.dicomWeb(), WebOptions.DEFAULT)) {
            for (var uri : uris) {
                var value = new ByteArrayOutputStream();
                new WadoClient(client).bulkData(uri, (_, bytes) -> bytes.transferTo(value));
                request.bytes(uri, value.toByteArray());
            }
        }
        return request;
    }

    /** What is not the same, element by element; text as text, and numbers as numbers. */
    private static List<String> differences(DataSet expected, DataSet found) {
        var differences = new ArrayList<String>();
        for (var element : expected) {
            var other = found.element(element.tag());
            if (other.isEmpty() || !isSame(element, other.get())) {
                differences.add("%s: %s, not %s".formatted(element.tag(), other, element));
            }
        }
        for (var element : found) {
            if (!expected.has(element.tag())) {
                differences.add("%s is too many".formatted(element.tag()));
            }
        }
        return differences;
    }

    private static boolean isSame(Element expected, Element found) {
        if (expected instanceof SequenceElement(_, var items)) {
            if (!(found instanceof SequenceElement(_, var others))
                    || items.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < items.size(); i++) {
                if (!differences(items.get(i), others.get(i)).isEmpty()) {
                    return false;
                }
            }
            return true;
        }
        if (!(expected instanceof ValueElement value)
                || !(found instanceof ValueElement other)
                || value.vr() != other.vr()) {
            return false;
        }
        if (NUMBERS.contains(value.vr())) {
            return Arrays.equals(value.reals(), other.reals());
        }
        return value.vr().isText()
                ? value.strings().equals(other.strings())
                : value.bytes().equals(other.bytes());
    }

    /** What an object of any kind has, of a study of its own. */
    private static DataSetBuilder general(UID sopClass, String modality, int number) {
        var study = new UID("1.2.826.0.1.3680043.10.8." + number);
        return DataSet.builder()
                .set(Tags.SpecificCharacterSet, "ISO_IR 192")
                .set(Tags.SOPClassUID, sopClass)
                .set(Tags.SOPInstanceUID, new UID(study.value() + ".1.1"))
                .set(Tags.StudyInstanceUID, study)
                .set(Tags.SeriesInstanceUID, new UID(study.value() + ".1"))
                .set(Tags.StudyDate, "20260315")
                .set(Tags.StudyTime, "101500")
                .set(Tags.AccessionNumber, "A42")
                .set(Tags.StudyID, "S1")
                .set(Tags.SeriesNumber, "1")
                .empty(Tags.Laterality)
                .set(Tags.InstanceNumber, "1")
                .set(Tags.Modality, modality)
                .set(Tags.Manufacturer, "SPIDERS")
                .empty(Tags.ReferringPhysicianName)
                .set(Tags.PatientName, "DEMO^Élodie")
                .set(Tags.PatientID, "P1")
                .set(Tags.PatientBirthDate, "19500102")
                .set(Tags.PatientSex, "F");
    }

    private static byte[] photograph() throws IOException {
        var image = new BufferedImage(320, 241, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.PINK, 320, 241, Color.BLUE));
        graphics.fillRect(0, 0, 320, 241);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    @Test
    void a_photograph_in_jpeg_becomes_a_sound_vl_photographic_image() throws Exception {
        byte[] jpeg = photograph();
        var metadata =
                general(UIDs.VLPhotographicImageStorage, "XC", 1)
                        .set(Tags.ImageType, "ORIGINAL", "PRIMARY")
                        .set(Tags.AcquisitionDateTime, "20260315101500")
                        .set(Tags.ContentDate, "20260315")
                        .set(Tags.ContentTime, "101500")
                        .set(Tags.LossyImageCompression, "01")
                        .set(Tags.LossyImageCompressionRatio, "20")
                        .set(Tags.LossyImageCompressionMethod, "ISO_10918_1")
                        .set(Tags.BurnedInAnnotation, "NO")
                        .sequence(Tags.AcquisitionContextSequence)
                        .empty(Tags.PatientOrientation)
                        .build();
        var request =
                MetadataRequest.json(named(metadata, Tags.PixelData, VR.OB, "photo.jpg"))
                        .part("image/jpeg", "photo.jpg", jpeg);

        assertThat(store(request).failed()).isEmpty();

        var file = stored(metadata);
        var object = Part10.read(file);
        assertThat(object.meta().transferSyntax()).isEqualTo(TransferSyntax.JPEG_BASELINE);
        assertThat(frame(object, jpeg.length)).isEqualTo(jpeg);
        assertSound(file);
        var decoded = PeerCommand.run(folder, "dcmdjpeg", "stored.dcm", "decoded.dcm");
        assertThat(decoded.exitCode()).as(decoded.output()).isZero();
        var pixels = Part10.read(folder.resolve("decoded.dcm")).dataSet();
        assertThat(pixels.integer(Tags.Rows)).hasValue(241);
        assertThat(pixels.bytes(Tags.PixelData).orElseThrow().length()).isEqualTo(3 * 320 * 241);
    }

    private static byte[] frame(Part10Object object, int length) throws IOException {
        try (var in = FrameIndex.of(object.dataSet(), BulkDataSource.none()).open(0)) {
            return in.readNBytes(length);
        }
    }

    /** No error for dciodvfy. */
    private static void assertSound(Path file) {
        var output = PeerCommand.run(folder, "dciodvfy", "-new", file.toString()).output();
        assertThat(output.lines().filter(line -> line.startsWith("Error"))).as(output).isEmpty();
    }

    @Test
    void a_pdf_becomes_a_sound_encapsulated_document() throws Exception {
        byte[] pdf =
                """
                %PDF-1.4
                1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
                2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
                3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj
                trailer<</Root 1 0 R>>
                %%EOF\
                """
                        .getBytes(StandardCharsets.US_ASCII);
        var metadata =
                general(UIDs.EncapsulatedPDFStorage, "DOC", 2)
                        .set(Tags.ConversionType, "SYN")
                        .set(Tags.BurnedInAnnotation, "YES")
                        .set(Tags.ContentDate, "20260315")
                        .set(Tags.ContentTime, "101500")
                        .set(Tags.AcquisitionDateTime, "20260315101500")
                        .set(Tags.DocumentTitle, "Compte rendu")
                        .set(Tags.MIMETypeOfEncapsulatedDocument, "application/pdf")
                        .sequence(Tags.ConceptNameCodeSequence)
                        .build();
        var request =
                MetadataRequest.xml(
                                named(metadata, Tags.EncapsulatedDocument, VR.OB, "urn:uuid:4f8"))
                        .part("application/pdf", "urn:uuid:4f8", pdf);

        assertThat(store(request).failed()).isEmpty();

        assertSound(stored(metadata));
        var taken = PeerCommand.run(folder, "dcm2pdf", "stored.dcm", "taken.pdf");
        assertThat(taken.exitCode()).as(taken.output()).isZero();
        assertThat(Arrays.copyOf(Files.readAllBytes(folder.resolve("taken.pdf")), pdf.length))
                .isEqualTo(pdf);
    }

    /** Each encoder of DCMTK and GDCM: its frames sent apart make an object that they decode. */
    @Test
    void frames_that_peers_compressed_make_objects_that_they_decode_alike() throws Exception {
        var original = rich(9).without(Tags.RedPaletteColorLookupTableData);
        try (var out = Files.newOutputStream(folder.resolve("original.dcm"))) {
            Part10.write(out, original, Samples.EXPLICIT);
        }
        int number = 0;
        for (var peer :
                List.of(
                        List.of("dcmcjpeg +e1", "dcmdjpeg", "image/jpeg"),
                        List.of("dcmcjpls +el", "dcmdjpls", "image/jls"),
                        List.of("dcmcrle", "dcmdrle", "image/dicom-rle"),
                        List.of("gdcmconv --j2k", "gdcmconv --raw", "image/jp2"))) {
            run(peer.getFirst() + " original.dcm encoded.dcm");
            var encoded = Part10.read(folder.resolve("encoded.dcm"));
            var pixels =
                    (EncapsulatedElement) encoded.dataSet().element(Tags.PixelData).orElseThrow();
            byte[] frame = frame(encoded, Integer.MAX_VALUE);
            var metadata =
                    encoded.dataSet()
                            .with(
                                    Tags.SOPInstanceUID,
                                    new UID("1.2.826.0.1.3680043.10.9." + ++number));
            var request =
                    MetadataRequest.json(named(metadata, pixels.tag(), pixels.vr(), "frame"))
                            .part(peer.getLast(), "frame", frame);

            assertThat(store(request).failed()).as(peer.toString()).isEmpty();

            var ours = stored(metadata);
            assertThat(Part10.read(ours).meta().transferSyntax())
                    .isEqualTo(encoded.meta().transferSyntax());
            run(peer.get(1) + " stored.dcm decoded.dcm");
            assertThat(
                            Part10.read(folder.resolve("decoded.dcm"), ReadOptions.defaults())
                                    .dataSet()
                                    .bytes(Tags.PixelData))
                    .as(peer.toString())
                    .isEqualTo(decodedOfPeer(peer));
        }
    }

    private static Optional<Bytes> decodedOfPeer(List<String> peer) throws IOException {
        run(peer.get(1) + " encoded.dcm theirs.dcm");
        return Part10.read(folder.resolve("theirs.dcm")).dataSet().bytes(Tags.PixelData);
    }

    private static void run(String command) {
        var result = PeerCommand.run(folder, command.split(" "));
        assertThat(result.exitCode())
                .as(
                        command
                                + ": "
                                + result.output().lines().limit(20).collect(Collectors.joining()))
                .isZero();
    }
}
