// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.Peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Code streams of OpenJPH, decoded to the samples that it decodes; see the README beside them. */
class OpenJPHTest {

    /**
     * The irreversible path computes with real numbers, whose precision T.800 leaves open (annexes
     * E and F): a sample that ends halfway between two integers may be rounded to either.
     */
    private static final int ROUNDING = 1;

    /** How many samples may lie so; at most 0.4 % of an image of these do. */
    private static final double ROUNDED = 0.01;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"grey8", "grey12", "signed12", "signed16", "rgb8"})
    void lossless_streams_decode_exactly(String name) throws IOException {
        for (int reduction = 0; reduction <= 1; reduction++) {
            var ours = decoded(name, reduction);

            assertThat(differences(openJPH(name, ours, reduction), ours)).containsOnly(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grey8-lossy",
                "grey12-lossy",
                "signed12-lossy",
                "signed16-lossy",
                "grey16-lossy",
                "rgb8-lossy",
                "rgb8-coarse"
            })
    void lossy_streams_decode_but_for_rounding(String name) throws IOException {
        for (int reduction = 0; reduction <= 1; reduction++) {
            var ours = decoded(name, reduction);

            var differences = differences(openJPH(name, ours, reduction), ours);

            assertThat(differences).allMatch(difference -> difference <= ROUNDING);
            assertThat(differences.stream().filter(difference -> difference > 0).count())
                    .isLessThanOrEqualTo((long) (ROUNDED * differences.size()));
        }
    }

    @Tag("peer")
    @ParameterizedTest
    @ValueSource(strings = {"grey8-lossy", "signed12-lossy", "grey16-lossy", "rgb8-coarse"})
    void openjpeg_decodes_lossy_streams_to_what_we_do(String name) throws IOException {
        var stream = Files.write(folder.resolve("lossy.j2k"), bytes(name + ".j2c"));
        var pictures = folder.resolve("lossy.pgx");
        Peer.run("opj_decompress", "-i", Peer.path(stream), "-o", Peer.path(pictures));

        var ours = decoded(name, 0);

        for (int c = 0; c < ours.size(); c++) {
            var theirs = Planes.readPgx(folder.resolve("lossy_%d.pgx".formatted(c)));
            int tolerance = OpenJPEGPeerTest.rounding(ours);
            assertThat(differences(List.of(theirs), List.of(ours.get(c))))
                    .allMatch(difference -> difference <= tolerance);
        }
    }

    private static List<JPEG2000Plane> decoded(String name, int reduction) throws IOException {
        var options = JPEG2000Options.DEFAULT.withReduction(reduction);
        var stream = ByteBuffer.wrap(bytes(name + ".j2c"));
        return JPEG2000Decoder.decode(stream, new JPEG2000Limits(256, 256, 3), options).planes();
    }

    /** What OpenJPH decodes at full size, or at the half that stands after it in the file. */
    private static List<JPEG2000Plane> openJPH(String name, List<JPEG2000Plane> like, int reduction)
            throws IOException {
        var raw = ByteBuffer.wrap(bytes(name + ".raw")).order(ByteOrder.LITTLE_ENDIAN);
        var first = like.getFirst();
        int cellBytes = first.bits() > 8 ? 2 : 1;
        int count = first.samples().length;
        int length = count * like.size() * cellBytes;
        raw.position(reduction == 0 ? 0 : raw.limit() - length);
        var samples = new int[like.size()][count];
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < like.size(); c++) {
                samples[c][i] = cellBytes == 1 ? raw.get() & 0xFF : cell(raw, first.isSigned());
            }
        }
        var planes = new ArrayList<JPEG2000Plane>();
        for (var component : samples) {
            planes.add(
                    JPEG2000Plane.of(
                            first.width(),
                            first.height(),
                            first.bits(),
                            first.isSigned(),
                            component));
        }
        return planes;
    }

    private static int cell(ByteBuffer raw, boolean isSigned) {
        return isSigned ? raw.getShort() : raw.getShort() & 0xFFFF;
    }

    private static List<Integer> differences(
            List<JPEG2000Plane> expected, List<JPEG2000Plane> found) {
        var differences = new ArrayList<Integer>();
        for (int c = 0; c < expected.size(); c++) {
            var one = expected.get(c).samples();
            var other = found.get(c).samples();
            assertThat(other).hasSameSizeAs(one);
            for (int i = 0; i < one.length; i++) {
                differences.add(Math.abs(one[i] - other[i]));
            }
        }
        return differences;
    }

    private static byte[] bytes(String name) throws IOException {
        try (var in = OpenJPHTest.class.getResourceAsStream("../openjph/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
