// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.archive.web.MetadataRequest.named;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.FrameIndex;
import spiders.dicom.io.Part10Object;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameCodecs;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SampleDepth;
import spiders.dicom.pixel.SampleFormat;
import spiders.dicom.web.StoreResponse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Compressed pixel data in STOW-RS of metadata and bulk data. */
class MetadataPixelsTest {

    private static final int FRAMES = 3;

    /** What the code streams tell, and a sender may leave out (PS3.18 section 10.5.2). */
    private static final Tag[] DESCRIPTION = {
        Tags.SamplesPerPixel,
        Tags.PhotometricInterpretation,
        Tags.Rows,
        Tags.Columns,
        Tags.BitsAllocated,
        Tags.BitsStored,
        Tags.HighBit,
        Tags.PixelRepresentation,
        Tags.PlanarConfiguration
    };

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

    /** Frames of a media type, and what is made of them. */
    record Kind(String type, TransferSyntax encoder, TransferSyntax made, int bits, int samples) {

        byte[] frame(int seed) {
            var codecs = FrameCodecs.standard();
            return codecs.encoder(encoder).orElseThrow().encode(picture(seed, bits, samples));
        }

        boolean tells() {
            return !type.equals("image/dicom-rle");
        }
    }

    static List<Kind> kinds() {
        return List.of(
                new Kind(
                        "image/jpeg",
                        TransferSyntax.JPEG_BASELINE,
                        TransferSyntax.JPEG_BASELINE,
                        8,
                        1),
                new Kind(
                        "image/jpeg; transfer-syntax=1.2.840.10008.1.2.4.51",
                        TransferSyntax.JPEG_BASELINE,
                        TransferSyntax.JPEG_EXTENDED,
                        8,
                        3),
                new Kind(
                        "image/jls",
                        TransferSyntax.JPEG_LS_LOSSLESS,
                        TransferSyntax.JPEG_LS_LOSSLESS,
                        12,
                        1),
                new Kind(
                        "image/jphc",
                        TransferSyntax.HTJ2K_LOSSLESS_RPCL,
                        TransferSyntax.HTJ2K_LOSSLESS,
                        16,
                        1),
                new Kind(
                        "image/jphc; transfer-syntax=1.2.840.10008.1.2.4.202",
                        TransferSyntax.HTJ2K_LOSSLESS_RPCL,
                        TransferSyntax.HTJ2K_LOSSLESS_RPCL,
                        12,
                        1),
                new Kind(
                        "image/dicom-rle",
                        TransferSyntax.RLE_LOSSLESS,
                        TransferSyntax.RLE_LOSSLESS,
                        12,
                        1));
    }

    private static Frame picture(int seed, int bits, int samples) {
        var photometric =
                samples == 1
                        ? PhotometricInterpretation.MONOCHROME2
                        : PhotometricInterpretation.RGB;
        var depth = SampleDepth.of(bits <= 8 ? 8 : 16, bits, SampleFormat.UNSIGNED);
        var frame = Frame.blank(new ImagePixel(40, 56, samples, false, photometric, depth));
        var random = new Random(seed);
        for (int c = 0; c < samples; c++) {
            for (int y = 0; y < 40; y++) {
                frame.setRow(c, y, random.ints(56, 0, 1 << bits).toArray(), 0);
            }
        }
        return frame.aligned();
    }

    /** A multi-frame object without pixels. */
    private static DataSet metadata(Kind kind, int frames) {
        var base =
                StowClientFixture.object()
                        .without(Tags.PixelData)
                        .with(Tags.Rows, 40)
                        .with(Tags.Columns, 56)
                        .with(Tags.SamplesPerPixel, kind.samples())
                        .with(
                                Tags.PhotometricInterpretation,
                                kind.samples() == 1 ? "MONOCHROME2" : "YBR_FULL_422")
                        .with(Tags.BitsAllocated, kind.bits() <= 8 ? 8 : 16)
                        .with(Tags.BitsStored, kind.bits())
                        .with(Tags.HighBit, kind.bits() - 1);
        return frames == 1 ? base : base.with(Tags.NumberOfFrames, Integer.toString(frames));
    }

    private static DataSet withPixels(DataSet metadata) {
        return named(metadata, Tags.PixelData, VR.OB, "bulk");
    }

    private static StoreResponse store(MetadataRequest request) {
        return StowClientFixture.answer(stow.store(request));
    }

    private static Part10Object stored(DataSet object) {
        return stow.stored(object);
    }

    private static void assertFails(MetadataRequest request, int reason) {
        var answer = store(request);
        assertThat(answer.stored()).isEmpty();
        assertThat(answer.failed())
                .extracting(StoreResponse.Failed::reason)
                .containsExactly(reason);
    }

    private static void assertFrames(Part10Object object, Kind kind, int count) throws IOException {
        assertThat(object.meta().transferSyntax()).isEqualTo(kind.made());
        var index = FrameIndex.of(object.dataSet(), BulkDataSource.none());
        assertThat(index.count()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            byte[] expected = kind.frame(i);
            try (var in = index.open(i)) {
                assertThat(in.readNBytes(expected.length)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void one_frame_in_one_part(Kind kind) throws IOException {
        var metadata = metadata(kind, 1);
        var sent = kind.tells() ? metadata.without(DESCRIPTION) : metadata;

        var answer =
                store(
                        MetadataRequest.json(withPixels(sent))
                                .part(kind.type(), "bulk", kind.frame(0)));

        assertThat(answer.failed()).isEmpty();
        var object = stored(metadata);
        assertFrames(object, kind, 1);
        var dataSet = object.dataSet();
        for (var tag : List.of(Tags.Rows, Tags.Columns, Tags.SamplesPerPixel, Tags.BitsStored)) {
            assertThat(dataSet.integer(tag)).as(tag.toString()).isEqualTo(metadata.integer(tag));
        }
        assertThat(dataSet.has(Tags.PlanarConfiguration)).isEqualTo(kind.samples() == 3);
        assertThat(dataSet.string(Tags.PhotometricInterpretation))
                .hasValueSatisfying(term ->
                        assertThat(PhotometricInterpretation.of(term).orElseThrow())
                                .returns(
                                        kind.samples(),
                                        PhotometricInterpretation::samplesPerPixel));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_part_for_each_frame(Kind kind) throws IOException {
        var metadata = metadata(kind, FRAMES);
        var request = MetadataRequest.json(withPixels(metadata));
        for (int i = FRAMES - 1; i >= 0; i--) {
            request.part(kind.type(), "bulk/frames/" + (i + 1), kind.frame(i));
        }

        assertThat(store(request).failed()).isEmpty();

        assertFrames(stored(metadata), kind, FRAMES);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void all_frames_in_one_part(Kind kind) throws IOException {
        var metadata = metadata(kind, FRAMES);
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES; i++) {
            all.writeBytes(kind.frame(i));
        }
        var request =
                MetadataRequest.xml(withPixels(metadata))
                        .part(kind.type(), "bulk", all.toByteArray());
        if (!kind.tells()) {
            assertFails(request, 0xC122); // Nothing says where a frame ends.
            return;
        }

        assertThat(store(request).failed()).isEmpty();

        assertFrames(stored(metadata), kind, FRAMES);
    }

    @Test
    void frames_that_are_not_all_there_or_too_many_are_refused() {
        var kind = kinds().getFirst();
        var frames = withPixels(metadata(kind, 2));
        assertFails(
                MetadataRequest.json(frames).part(kind.type(), "bulk/frames/1", kind.frame(1)),
                0xC010);
        for (int count : new int[] {1, 3}) {
            var all = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                all.writeBytes(kind.frame(i));
            }
            assertFails(
                    MetadataRequest.json(frames).part(kind.type(), "bulk", all.toByteArray()),
                    0xC012);
        }
        var hostile = frames.with(Tags.NumberOfFrames, "2147483647");
        assertFails(
                MetadataRequest.json(hostile).part(kind.type(), "bulk/frames/1", kind.frame(1)),
                0xC010);
    }

    @Test
    void a_code_stream_that_contradicts_the_metadata_is_refused() {
        var kind = kinds().getFirst();
        var metadata = withPixels(metadata(kind, 1));
        byte[] frame = kind.frame(1);
        for (var wrong :
                List.of(
                        metadata.with(Tags.Rows, 41),
                        metadata.with(Tags.Columns, 55),
                        metadata.with(Tags.SamplesPerPixel, 3),
                        metadata.with(Tags.PhotometricInterpretation, "RGB"))) {
            assertFails(MetadataRequest.json(wrong).part(kind.type(), "bulk", frame), 0xC012);
        }
        byte[] deep = kinds().get(3).frame(1);
        assertFails(MetadataRequest.json(metadata).part("image/jphc", "bulk", deep), 0xC012);
        byte[] cut = Arrays.copyOf(frame, 10);
        assertFails(MetadataRequest.json(metadata).part(kind.type(), "bulk", cut), 0xC012);
        assertFails(MetadataRequest.json(metadata).part(kind.type(), "bulk", new byte[0]), 0xC012);
    }

    @Test
    void a_media_type_that_is_not_the_code_stream_s_is_refused() {
        var kind = kinds().getFirst();
        var metadata = withPixels(metadata(kind, 1));
        byte[] frame = kind.frame(1);
        for (var type :
                List.of(
                        "image/png",
                        "text/plain",
                        "image/jpeg; transfer-syntax=1.2.840.10008.1.2.4.90",
                        "image/jpeg; transfer-syntax=1.2.3",
                        "image/jpeg; transfer-syntax=\"not a uid\"",
                        "application/octet-stream; transfer-syntax=1.2.840.10008.1.2",
                        "application/octet-stream; transfer-syntax=1.2.840.10008.1.2.2")) {
            assertFails(MetadataRequest.json(metadata).part(type, "bulk", frame), 0xC122);
        }
        for (var type :
                List.of("image/jls", "image/jpeg; transfer-syntax=1.2.840.10008.1.2.4.70")) {
            assertFails(MetadataRequest.json(metadata).part(type, "bulk", frame), 0xC012);
        }
    }

    @Test
    void frames_of_several_forms_are_refused() {
        var jpeg = kinds().getFirst();
        var metadata = withPixels(metadata(jpeg, 2));
        byte[] frame = jpeg.frame(1);
        var ls = new Kind("image/jls", TransferSyntax.JPEG_LS_LOSSLESS, jpeg.made(), 8, 1);
        assertFails(
                MetadataRequest.json(metadata)
                        .part("image/jpeg", "bulk/frames/1", frame)
                        .part("image/jls", "bulk/frames/2", ls.frame(1)),
                0xC012);
        assertFails(
                MetadataRequest.json(metadata)
                        .part("image/jpeg", "bulk/frames/1", frame)
                        .part(
                                "image/jpeg; transfer-syntax=1.2.840.10008.1.2.4.51",
                                "bulk/frames/2",
                                frame),
                0xC012);
    }

    @Test
    void native_frames_are_one_value_in_one_part() {
        var metadata = withPixels(metadata(kinds().getFirst(), 2));
        assertFails(
                MetadataRequest.json(metadata)
                        .bytes("bulk/frames/1", new byte[40 * 56])
                        .bytes("bulk/frames/2", new byte[40 * 56]),
                0xC122);
    }

    @Test
    void only_pixel_data_is_compressed() {
        var kind = kinds().getFirst();
        var metadata = metadata(kind, 1);
        byte[] frame = kind.frame(1);
        var icon =
                metadata.toBuilder()
                        .sequence(
                                Tags.IconImageSequence,
                                DataSet.empty()
                                        .with(new ReferencedElement(Tags.PixelData, VR.OB, "bulk")))
                        .build();
        assertFails(MetadataRequest.json(icon).part("image/jpeg", "bulk", frame), 0xC012);
        var real = named(metadata, Tags.FloatPixelData, VR.OF, "bulk");
        assertFails(MetadataRequest.json(real).part("image/jpeg", "bulk", frame), 0xC122);
    }

    @Test
    void a_video_is_one_fragment_of_the_syntax_that_its_type_means() throws IOException {
        var kind =
                new Kind(
                        "video/mp4",
                        TransferSyntax.JPEG_BASELINE,
                        TransferSyntax.MPEG4_HIGH_PROFILE,
                        8,
                        3);
        var metadata = metadata(kind, 50).with(Tags.PhotometricInterpretation, "YBR_PARTIAL_420");
        var video = new byte[10_001];
        new Random(5).nextBytes(video);
        System.arraycopy(new byte[] {0, 0, 0, 0x20, 'f', 't', 'y', 'p'}, 0, video, 0, 8);

        var answer =
                store(MetadataRequest.json(withPixels(metadata)).part("video/mp4", "bulk", video));

        assertThat(answer.failed()).isEmpty();
        var object = stored(metadata);
        assertThat(object.meta().transferSyntax()).isEqualTo(TransferSyntax.MPEG4_HIGH_PROFILE);
        try (var in = FrameIndex.of(object.dataSet(), BulkDataSource.none()).open(0)) {
            assertThat(in.readNBytes(video.length)).isEqualTo(video);
        }
        assertFails(
                MetadataRequest.json(withPixels(metadata(kind, 50).without(Tags.Rows)))
                        .part("video/mp4", "bulk", video),
                0xA900);
    }

    @Test
    void a_document_comes_in_its_own_media_type() {
        var metadata =
                metadata(kinds().getFirst(), 1)
                        .without(DESCRIPTION)
                        .with(Tags.MIMETypeOfEncapsulatedDocument, "application/pdf");
        byte[] pdf = "%PDF-1.4 nothing".getBytes(StandardCharsets.US_ASCII);
        var named = named(metadata, Tags.EncapsulatedDocument, VR.OB, "pdf");
        assertThat(store(MetadataRequest.json(named).part("application/pdf", "pdf", pdf)).failed())
                .isEmpty();
        assertThat(stored(metadata).dataSet().bytes(Tags.EncapsulatedDocument))
                .contains(Bytes.of(pdf));

        var other = named.with(Tags.SOPInstanceUID, new UID("1.2.826.0.1.3680043.10.1.1.77"));
        assertFails(MetadataRequest.json(other).part("text/xml", "pdf", pdf), 0xC012);
        assertFails(
                MetadataRequest.json(other.without(Tags.MIMETypeOfEncapsulatedDocument))
                        .part("application/pdf", "pdf", pdf),
                0xA900);
        assertFails(
                MetadataRequest.json(other.with(Tags.EncapsulatedDocumentLength, 3))
                        .part("application/pdf", "pdf", pdf),
                0xC012);
    }
}
