// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.deid.Refusal.Reason;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.pixel.ImagePixel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

class PixelBlankingTest {

    private static final String RULE =
            "ANNOTATION | Modality=CT; Manufacturer=acme*; Rows=8 | 0,0,16,2; 14,4,9,2";

    @TempDir Path folder;

    private static DataSetBuilder image() {
        return Samples.pixels(Samples.ct(), 8, 16, 3)
                .set(Tags.Manufacturer, "ACME Medical")
                .set(Tags.BurnedInAnnotation, "YES");
    }

    private static Deidentifier deidentifier(String rule) {
        return new Deidentifier(
                Samples.settings(ConfidentialityOption.CLEAN_PIXEL_DATA)
                        .with(PixelRules.parse(List.of(rule))));
    }

    /** What is blanked by RULE: the two upper rows, and two columns of two others. */
    private static boolean isBlank(int row, int column) {
        return row < 2 || (row >= 4 && row < 6 && column >= 14);
    }

    private static void assertBlanked(byte[] before, byte[] after) {
        for (int i = 0; i < 8 * 16 * 3; i++) {
            int place = i % (8 * 16);
            assertThat(after[i])
                    .as("byte %d", i)
                    .isEqualTo(isBlank(place / 16, place % 16) ? 0 : before[i]);
        }
    }

    @Test
    void the_rectangles_of_a_rule_are_black_in_every_frame_and_all_else_is_as_it_was() {
        var object = image().build();
        var cleaned = deidentifier(RULE).plan(object, Samples.SYNTAX).dataSet();

        assertBlanked(pixels(object), pixels(cleaned));
        assertThat(cleaned.string(Tags.BurnedInAnnotation)).hasValue("NO");
        assertThat(
                        cleaned.items(Tags.DeidentificationMethodCodeSequence).stream()
                                .map(item -> item.string(Tags.CodeValue).orElse("")))
                .containsExactly("113100", "113101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99"})
    void files_are_blanked_like_objects(String syntax) throws IOException {
        var object = image().build();
        var in = folder.resolve("in.dcm");
        var out = folder.resolve("out.dcm");
        try (var stream = Files.newOutputStream(in)) {
            Part10.write(stream, object, TransferSyntax.of(new UID(syntax)));
        }
        var report = deidentifier(RULE).file(in, out);

        assertThat(report.isRefused()).isFalse();
        assertBlanked(pixels(object), pixels(Part10.read(out).dataSet()));
    }

    private static byte[] pixels(DataSet dataSet) {
        return dataSet.bytes(Tags.PixelData).orElseThrow().toArray();
    }

    @Test
    void a_stream_cut_into_any_pieces_is_blanked_alike() throws IOException {
        var object = image().build();
        var layout = ImageLayout.of(ImagePixel.of(object), new BlackPixel(0)).orElseThrow();
        var bands =
                PixelBands.inside(
                        List.of(new PixelRectangle(0, 0, 16, 2), new PixelRectangle(14, 4, 9, 2)),
                        8,
                        16);
        var blanking = new PixelBlanking(layout, List.of(bands), false, false);
        for (int piece = 1; piece < 50; piece++) {
            var stream = blanking.over(new ByteArrayInputStream(pixels(object)));
            var after = new byte[8 * 16 * 3];
            for (int at = 0; at < after.length; ) {
                at += stream.read(after, at, Math.min(piece, after.length - at));
            }
            assertBlanked(pixels(object), after);
        }
    }

    @Test
    void planes_words_and_other_colours_have_their_black() {
        var colours =
                Samples.pixels(Samples.ct(), 2, 2, 1)
                        .set(Tags.SamplesPerPixel, 3)
                        .set(Tags.PlanarConfiguration, 1)
                        .set(Tags.PhotometricInterpretation, "YBR_FULL")
                        .set(Tags.PixelData, VR.OB, new byte[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9})
                        .build();
        var words =
                Samples.pixels(Samples.ct(), 1, 2, 1)
                        .set(Tags.PhotometricInterpretation, "MONOCHROME1")
                        .set(Tags.BitsAllocated, 16)
                        .set(Tags.BitsStored, 12)
                        .set(Tags.HighBit, 11)
                        .set(Tags.PixelData, VR.OW, new byte[] {1, 1, 2, 2})
                        .build();
        var left = deidentifier("ANNOTATION | Modality=CT | 0,0,1,9");

        assertThat(pixels(left.plan(colours, Samples.SYNTAX).dataSet()))
                .containsExactly(0, 9, 0, 9, 128, 9, 128, 9, 128, 9, 128, 9);
        assertThat(pixels(left.plan(words, Samples.SYNTAX).dataSet()))
                .containsExactly(0xFF, 0x0F, 2, 2);
    }

    @Test
    void all_around_the_regions_of_an_ultrasound_image_is_blanked() {
        var region =
                DataSet.builder()
                        .set(Tags.RegionLocationMinX0, 2)
                        .set(Tags.RegionLocationMinY0, 1)
                        .set(Tags.RegionLocationMaxX1, 3)
                        .set(Tags.RegionLocationMaxY1, 2)
                        .build();
        var object =
                Samples.pixels(Samples.object(UIDs.UltrasoundImageStorage, "US"), 4, 5, 1)
                        .sequence(Tags.SequenceOfUltrasoundRegions, region)
                        .build();
        var cleaned = Samples.cleaned(object, ConfidentialityOption.CLEAN_PIXEL_DATA);

        assertThat(pixels(cleaned))
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 8, 9, 0, 0, 0, 13, 14, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void what_may_identify_and_is_not_cleaned_is_refused() {
        assertRefused(image().build(), Reason.BURNED_IN);
        assertRefused(image().build(), Reason.BURNED_IN, ConfidentialityOption.CLEAN_PIXEL_DATA);
        assertRefused(
                Samples.pixels(Samples.object(UIDs.SecondaryCaptureImageStorage, "OT"), 4, 4, 1)
                        .set(Tags.BurnedInAnnotation, "NO")
                        .build(),
                Reason.RISKY_PIXELS);
        assertRefused(
                Samples.pixels(Samples.ct(), 4, 4, 1)
                        .set(Tags.ImageType, "DERIVED", "SECONDARY", "SCREEN SAVE")
                        .build(),
                Reason.RISKY_PIXELS);
        assertRefused(Samples.object(UIDs.EncapsulatedPDFStorage, "DOC").build(), Reason.DOCUMENT);
        assertRefused(
                Samples.pixels(Samples.ct(), 4, 4, 1).set(Tags.BodyPartExamined, "HEAD").build(),
                Reason.VISUAL_FEATURES,
                ConfidentialityOption.CLEAN_RECOGNIZABLE_VISUAL_FEATURES);
        assertRefused(DataSet.builder().set(Tags.PatientName, "DEMO^X").build(), Reason.NO_OBJECT);
    }

    private static void assertRefused(
            DataSet object, Reason reason, ConfidentialityOption... options) {
        var plan = Samples.deidentifier(options).plan(object, Samples.SYNTAX);
        assertThat(plan.report().refusals()).extracting(Refusal::reason).containsExactly(reason);
    }

    @Test
    void a_policy_lets_through_what_a_person_has_looked_through() {
        var capture =
                Samples.pixels(Samples.object(UIDs.SecondaryCaptureImageStorage, "OT"), 4, 4, 1)
                        .build();
        var policy = new RiskPolicy(false, Set.of(UIDs.SecondaryCaptureImageStorage), true, true);
        var deidentifier = new Deidentifier(Samples.settings().with(policy));
        var document =
                Samples.object(UIDs.EncapsulatedPDFStorage, "DOC")
                        .set(Tags.MIMETypeOfEncapsulatedDocument, "application/pdf")
                        .set(Tags.EncapsulatedDocument, VR.OB, new byte[] {1, 2, 3, 4})
                        .set(Tags.EncapsulatedDocumentLength, 4)
                        .build();
        var cleaned = deidentifier.plan(document, Samples.SYNTAX).dataSet();
        var bytes = cleaned.bytes(Tags.EncapsulatedDocument).orElseThrow();

        assertThat(deidentifier.plan(capture, Samples.SYNTAX).isRefused()).isFalse();
        assertThat(new String(bytes.toArray(), java.nio.charset.StandardCharsets.US_ASCII))
                .startsWith("%PDF-1.4");
        assertThat(cleaned.integer(Tags.EncapsulatedDocumentLength)).hasValue(bytes.length());
    }

    @Test
    void overlays_go_from_their_group_and_from_the_bits_of_pixels() {
        var object =
                Samples.pixels(Samples.ct(), 1, 2, 1)
                        .set(Tags.BitsAllocated, 16)
                        .set(Tags.BitsStored, 12)
                        .set(Tags.HighBit, 11)
                        .set(Tags.PixelData, VR.OW, new byte[] {1, (byte) 0xF1, 2, 0x22})
                        .set(Tag.of(0x6000, 0x0100), VR.US, 16L)
                        .set(Tag.of(0x6000, 0x0102), VR.US, 12L)
                        .set(Tag.of(0x6002, 0x0040), VR.CS, "G")
                        .set(Tag.of(0x6002, 0x3000), VR.OW, new byte[] {1, 2})
                        .set(Tag.of(0x6004, 0x0040), VR.CS, "R")
                        .set(Tag.of(0x6004, 0x3000), VR.OW, new byte[] {1, 2})
                        .build();
        var basic = Samples.cleaned(object);
        var graphics = Samples.cleaned(object, ConfidentialityOption.CLEAN_GRAPHICS);

        assertThat(pixels(basic)).containsExactly(1, 1, 2, 2);
        assertThat(basic.elements()).noneMatch(element -> element.tag().group() >>> 8 == 0x60);
        assertThat(graphics.has(Tag.of(0x6002, 0x0040))).isFalse();
        assertThat(graphics.has(Tag.of(0x6004, 0x3000))).isTrue();
    }

    @Test
    void a_face_is_blanked_by_its_rule() {
        var object =
                Samples.pixels(Samples.ct(), 4, 4, 1).set(Tags.BodyPartExamined, "HEAD").build();
        var settings =
                Samples.settings(ConfidentialityOption.CLEAN_RECOGNIZABLE_VISUAL_FEATURES)
                        .with(PixelRules.parse(List.of("FACE | BodyPartExamined=HEAD | 0,0,4,1")));
        var cleaned = new Deidentifier(settings).plan(object, Samples.SYNTAX).dataSet();

        assertThat(pixels(cleaned)).startsWith(0, 0, 0, 0, 5, 6);
        assertThat(cleaned.string(Tags.RecognizableVisualFeatures)).hasValue("NO");
    }
}
