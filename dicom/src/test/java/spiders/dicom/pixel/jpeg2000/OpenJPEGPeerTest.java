// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.Peer;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SyntheticImages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What OpenJPEG encodes, decoded by both; and what we encode, decoded by OpenJPEG. */
@Tag("peer")
class OpenJPEGPeerTest {

    /**
     * OpenJPEG scales high bands by 1.625732422 where T.800 table F.4 makes 2/K 1.625786132: by 33
     * millionths of a range that a sharp edge fills with both signs.
     */
    private static final double ROUNDING = 66e-6;

    private static final List<List<JPEG2000Plane>> IMAGES =
            List.of(
                    Planes.of(Planes.Kind.BODY, 201, 155, 12, false, 1),
                    Planes.of(Planes.Kind.BODY, 131, 97, 8, false, 3),
                    Planes.of(Planes.Kind.GRADIENT, 131, 97, 16, true, 1),
                    Planes.of(Planes.Kind.NOISE, 67, 45, 8, false, 1));

    @TempDir Path folder;

    private int files;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-n 1",
                "-n 2",
                "-n 6 -c [32,32] -p RPCL",
                "-t 64,64 -p PCRL",
                "-r 20,5,1 -p RLCP -b 32,16",
                "-t 51,37 -p CPRL -c [64,64],[32,32] -SOP -EPH -PLT -TLM",
                "-d 5,3 -T 2,1 -t 61,47",
                "-TP R -t 64,64 -p RLCP",
                "-r 8,3,1 -p LRCP -TP L",
                "-b 4,4",
                "-b 64,16 -n 4"
            })
    void lossless_streams_decode_as_they_were(String options) {
        for (var planes : IMAGES) {
            var stream = compress(planes, options);
            requireEqual(planes, decode(stream, 0), 0, options);
        }
    }

    /** 1 bypass, 2 reset, 4 terminate all, 8 causal, 16 predictable, 32 symbols. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32, 5, 9, 13, 63})
    void every_code_block_style_decodes(int style) {
        for (var planes : IMAGES) {
            var stream = compress(planes, "-M " + style);
            requireEqual(planes, decode(stream, 0), 0, "-M " + style);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-I",
                "-I -r 10",
                "-I -t 40,51 -n 4 -r 8,4 -p RPCL",
                "-I -M 9 -r 5",
                "-I -d 3,1",
                "-I -n 1"
            })
    void irreversible_streams_decode_as_openjpeg_decodes_them(String options) {
        for (var planes : IMAGES) {
            var stream = compress(planes, options);
            requireEqual(decompress(stream, 0), decode(stream, 0), rounding(planes), options);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-r 6", "-r 20,9", "-r 6 -M 1", "-r 7 -t 50,64 -M 4"})
    void reversible_streams_cut_short_decode_as_openjpeg_decodes_them(String options) {
        for (var planes : IMAGES) {
            var stream = compress(planes, options);
            requireEqual(decompress(stream, 0), decode(stream, 0), 0, options);
        }
    }

    @ParameterizedTest
    @CsvSource({"'',1", "'',2", "'',5", "'-I',1", "'-I -t 64,64',3", "'-d 5,3 -t 61,47',2"})
    void a_part_of_the_resolution_decodes_as_openjpeg_decodes_it(String options, int reduction) {
        for (var planes : IMAGES) {
            var stream = compress(planes, options);
            var expected = decompress(stream, reduction);
            int tolerance = options.contains("-I") ? rounding(planes) : 0;
            requireEqual(expected, decode(stream, reduction), tolerance, options);
        }
    }

    @Test
    void a_component_of_interest_decodes() {
        var colour = IMAGES.get(1);
        requireEqual(colour, decode(compress(colour, "-ROI c=1,U=12"), 0), 0, "colour");
        var grey = IMAGES.get(3);
        requireEqual(grey, decode(compress(grey, "-ROI c=0,U=12"), 0), 0, "grey");
    }

    @Test
    void subsampled_components_decode() throws IOException {
        var planes =
                List.of(
                        Planes.of(Planes.Kind.BODY, 64, 48, 8, false, 1).getFirst(),
                        Planes.of(Planes.Kind.BODY, 32, 24, 8, false, 1).getFirst(),
                        Planes.of(Planes.Kind.GRADIENT, 32, 24, 8, false, 1).getFirst());
        var raw = folder.resolve("subsampled.raw");
        Planes.writeRaw(raw, planes);
        for (var order : List.of("LRCP", "RPCL", "PCRL", "CPRL")) {
            var stream = folder.resolve(order + ".j2k");
            Peer.run(
                    "opj_compress",
                    "-i",
                    Peer.path(raw),
                    "-F",
                    "64,48,3,8,u@1x1:2x2:2x2",
                    "-mct",
                    "0",
                    "-p",
                    order,
                    "-c",
                    "[16,16]",
                    "-n",
                    "4",
                    "-o",
                    Peer.path(stream));
            requireEqual(planes, decode(stream, 0), 0, order);
            requireUpsampled(planes, stream);
        }
    }

    /** As a frame, which slide scanners call YBR_FULL_422 (refused until 2026-11). */
    private static void requireUpsampled(List<JPEG2000Plane> planes, Path stream)
            throws IOException {
        var image =
                SyntheticImages.colour(48, 64, false)
                        .withPhotometric(PhotometricInterpretation.YBR_FULL_422);
        var frame = new JPEG2000FrameDecoder().decode(Files.readAllBytes(stream), image);
        var row = new int[64];

        assertThat(frame.image().photometricInterpretation())
                .isEqualTo(PhotometricInterpretation.YBR_FULL);
        for (int c = 0; c < 3; c++) {
            var plane = planes.get(c);
            int each = 64 / plane.width();
            for (int y = 0; y < 48; y++) {
                frame.row(c, y, row, 0);
                for (int x = 0; x < 64; x++) {
                    int there = y / each * plane.width() + x / each;
                    assertThat(row[x]).isEqualTo(plane.samples()[there]);
                }
            }
        }
    }

    @Test
    void a_stream_in_jp2_boxes_is_found() {
        var planes = IMAGES.getFirst();
        var raw = folder.resolve("boxes.raw");
        Planes.writeRaw(raw, planes);
        var stream = folder.resolve("boxes.jp2");
        Peer.run(
                "opj_compress",
                "-i",
                Peer.path(raw),
                "-F",
                Planes.format(planes),
                "-o",
                Peer.path(stream));
        requireEqual(planes, decode(stream, 0), 0, "JP2");
    }

    @ParameterizedTest
    @EnumSource(Planes.Kind.class)
    void what_we_encode_openjpeg_decodes(Planes.Kind kind) throws IOException {
        var sizes =
                List.of(
                        List.of(1, 1),
                        List.of(5, 3),
                        List.of(65, 63),
                        List.of(300, 2),
                        List.of(200, 131));
        for (var size : sizes) {
            for (int bits : new int[] {1, 8, 12, 16}) {
                for (int components : new int[] {1, 3}) {
                    var planes =
                            Planes.of(kind, size.get(0), size.get(1), bits, bits == 16, components);
                    var stream = folder.resolve("ours%d.j2k".formatted(files++));
                    Files.write(stream, HTJ2KEncoder.encode(planes, components == 3, 1));
                    requireEqual(planes, decompress(stream, 0), 0, kind + " " + size + " " + bits);
                }
            }
        }
    }

    /** How far apart the two may be where they compute with real numbers. */
    static int rounding(List<JPEG2000Plane> planes) {
        return 1 + (int) (ROUNDING * (1 << planes.getFirst().bits()));
    }

    private Path compress(List<JPEG2000Plane> planes, String options) {
        var raw = folder.resolve("image%d.raw".formatted(files));
        var stream = folder.resolve("image%d.j2k".formatted(files++));
        Planes.writeRaw(raw, planes);
        var command =
                new ArrayList<>(
                        List.of(
                                "opj_compress",
                                "-i",
                                Peer.path(raw),
                                "-F",
                                Planes.format(planes),
                                "-o",
                                Peer.path(stream)));
        Arrays.stream(options.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(command::add);
        Peer.run(command.toArray(String[]::new));
        return stream;
    }

    private List<JPEG2000Plane> decompress(Path stream, int reduction) {
        var name = "decoded%d".formatted(files++);
        Peer.run(
                "opj_decompress",
                "-i",
                Peer.path(stream),
                "-o",
                Peer.path(folder.resolve(name + ".pgx")),
                "-r",
                Integer.toString(reduction));
        var planes = new ArrayList<JPEG2000Plane>();
        for (int c = 0; Files.exists(folder.resolve("%s_%d.pgx".formatted(name, c))); c++) {
            planes.add(Planes.readPgx(folder.resolve("%s_%d.pgx".formatted(name, c))));
        }
        return planes;
    }

    /** Decodes on two threads what is decoded on one, and wants the same. */
    private static List<JPEG2000Plane> decode(Path stream, int reduction) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(stream));
            var limits = new JPEG2000Limits(512, 512, 4);
            var options = JPEG2000Options.DEFAULT.withReduction(reduction);
            var planes = JPEG2000Decoder.decode(bytes, limits, options).planes();
            var again = JPEG2000Decoder.decode(bytes, limits, options.withThreads(2)).planes();
            requireEqual(planes, again, 0, "two threads");
            return planes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireEqual(
            List<JPEG2000Plane> expected,
            List<JPEG2000Plane> found,
            int tolerance,
            String description) {
        assertThat(found).as(description).hasSameSizeAs(expected);
        for (int c = 0; c < expected.size(); c++) {
            var one = expected.get(c);
            var other = found.get(c);
            assertThat(List.of(other.width(), other.height(), other.bits(), other.isSigned()))
                    .as(description)
                    .isEqualTo(List.of(one.width(), one.height(), one.bits(), one.isSigned()));
            int worst = 0;
            for (int i = 0; i < one.samples().length; i++) {
                worst = Math.max(worst, Math.abs(one.samples()[i] - other.samples()[i]));
            }
            assertThat(worst)
                    .as("the largest difference of component %d, %s", c, description)
                    .isLessThanOrEqualTo(tolerance);
        }
    }
}
