// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.Peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Refinement passes of HT code-blocks (T.814 7.4, 7.5), which no encoder at hand writes: this one
 * leaves the lowest bit-plane to them, in a stream of a single code-block that OpenJPEG decodes
 * too.
 */
@Tag("peer")
class HTRefinementPeerTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "BODY, 64, 64, 2, 0", "BODY, 61, 47, 2, 0", "SPARSE, 64, 33, 2, 0", "NOISE, 17, 9, 2, 0",
        "SPARSE, 13, 50, 1, 0", "BODY, 30, 30, 1, 0", "SPARSE, 64, 64, 2, 8", "BODY, 61, 47, 2, 8",
        "BODY, 1, 1, 2, 0", "NOISE, 3, 1, 2, 0"
    })
    void refined_blocks_decode_as_openjpeg_decodes_them(
            Planes.Kind kind, int width, int height, int refinements, int style)
            throws IOException {
        var plane = Planes.of(kind, width, height, 8, true, 1).getFirst();
        var stream = stream(plane, refinements, style);
        var file = folder.resolve("refined.j2k");
        Files.write(file, stream);
        Peer.run(
                "opj_decompress",
                "-i",
                Peer.path(file),
                "-o",
                Peer.path(folder.resolve("refined.pgx")));

        var decoded =
                JPEG2000Decoder.decode(
                        ByteBuffer.wrap(stream), new JPEG2000Limits(width, height, 1));

        var samples = decoded.planes().getFirst().samples();
        var peers = Planes.readPgx(folder.resolve("refined_0.pgx")).samples();
        assertThat(samples).isEqualTo(peers);
        if (refinements == 2) {
            // Exact, but for samples of magnitude 1 that nothing significant is near.
            for (int i = 0; i < samples.length; i++) {
                int original = plane.samples()[i];
                assertThat(samples[i]).isIn(Math.abs(original) == 1 ? 0 : original, original);
            }
        }
    }

    private static byte[] stream(JPEG2000Plane plane, int refinements, int style) {
        int width = plane.width();
        int height = plane.height();
        var higher = new int[width * height];
        boolean isEmpty = true;
        for (int i = 0; i < higher.length; i++) {
            int sample = plane.samples()[i];
            higher[i] = Integer.signum(sample) * (Math.abs(sample) >> 1);
            isEmpty &= higher[i] == 0;
        }
        assertThat(isEmpty).as("a cleanup pass has nothing to do").isFalse();
        var cleanup = new HTBlockEncoder().encode(higher, 0, width, width, height);
        var refinement = refinement(plane.samples(), width, height, refinements, style == 8);
        var parameters = new Parameters(1);
        parameters.setProgression(ProgressionOrder.RPCL, 1, false);
        int blockStyle = CodingStyle.HIGH_THROUGHPUT | style;
        parameters.setStyle(new CodingStyle(0, 6, 6, blockStyle, true, List.of()));
        parameters.setQuantization(new Quantization(2, false, List.of(8 << 11)));
        var packet = packet(cleanup, refinement, refinements);
        return new CodeStreamWriter(
                        new Area(0, 0, width, height),
                        List.of(new ComponentSize(8, true, 1, 1)),
                        parameters)
                .write(List.of(new CodeStreamWriter.TilePart(packet, List.of(packet.size()))));
    }

    private static ByteArrayOutputStream packet(byte[] cleanup, byte[] refinement, int passes) {
        var packet = new ByteArrayOutputStream();
        var bits = new PacketBitsWriter(packet);
        bits.bit(1); // Not empty.
        bits.bit(1); // The block is included.
        // Nine bit-planes; cleanup is of the second lowest.
        for (int i = 0; i < 7; i++) {
            bits.bit(0);
        }
        bits.bit(1);
        bits.bits(passes == 1 ? 0b10 : 0b1100, passes == 1 ? 2 : 4);
        int lengthBits = 14;
        for (int i = 3; i < lengthBits; i++) {
            bits.bit(1);
        }
        bits.bit(0);
        bits.bits(cleanup.length, lengthBits);
        bits.bits(refinement.length, lengthBits + (passes == 2 ? 1 : 0));
        bits.align();
        packet.writeBytes(cleanup);
        packet.writeBytes(refinement);
        return packet;
    }

    private static byte[] refinement(
            int[] samples, int width, int height, int passes, boolean isCausal) {
        var significant = new boolean[height + 2][width + 2];
        for (int i = 0; i < samples.length; i++) {
            significant[i / width + 1][i % width + 1] = Math.abs(samples[i]) > 1;
        }
        var magnitudes = new ArrayList<Integer>();
        for (int y0 = 0; y0 < height; y0 += 4) {
            for (int x = 0; x < width; x++) {
                for (int y = y0; y < Math.min(y0 + 4, height); y++) {
                    if (significant[y + 1][x + 1]) {
                        magnitudes.add(Math.abs(samples[y * width + x]) & 1);
                    }
                }
            }
        }
        var propagated = new ArrayList<Integer>();
        for (int y0 = 0; y0 < height; y0 += 4) {
            for (int x0 = 0; x0 < width; x0 += 4) {
                propagate(samples, width, height, x0, y0, significant, isCausal, propagated);
            }
        }
        var forward = forward(propagated);
        var backward = passes == 2 ? backward(magnitudes) : new byte[0];
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(forward);
        for (int i = backward.length - 1; i >= 0; i--) {
            joined.write(backward[i]);
        }
        return joined.toByteArray();
    }

    private static void propagate(
            int[] samples,
            int width,
            int height,
            int x0,
            int y0,
            boolean[][] significant,
            boolean isCausal,
            List<Integer> bits) {
        var signs = new ArrayList<Integer>();
        for (int x = x0; x < Math.min(x0 + 4, width); x++) {
            for (int y = y0; y < Math.min(y0 + 4, height); y++) {
                boolean isAlone = true;
                for (int dy = -1; dy <= (isCausal && y == y0 + 3 ? 0 : 1); dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        isAlone &= !significant[y + 1 + dy][x + 1 + dx];
                    }
                }
                if (significant[y + 1][x + 1] || isAlone) {
                    continue;
                }
                int sample = samples[y * width + x];
                bits.add(Math.abs(sample));
                if (sample != 0) {
                    significant[y + 1][x + 1] = true;
                    signs.add(sample < 0 ? 1 : 0);
                }
            }
        }
        bits.addAll(signs);
    }

    /** From the lowest bit of each byte, seven after FF. */
    private static byte[] forward(List<Integer> bits) {
        var out = new ByteArrayOutputStream();
        int last = 0;
        for (int at = 0; at < bits.size(); ) {
            int capacity = last == 0xFF ? 7 : 8;
            last = 0;
            for (int i = 0; i < capacity && at < bits.size(); i++) {
                last |= bits.get(at++) << i;
            }
            out.write(last);
        }
        if (last == 0xFF) {
            out.write(0);
        }
        return out.toByteArray();
    }

    /** The last byte first: seven bits, all ones, of a byte after one above 8F. */
    private static byte[] backward(List<Integer> bits) {
        var out = new ByteArrayOutputStream();
        int last = 0xFF;
        for (int at = 0; at < bits.size(); ) {
            int next = 0;
            for (int i = 0; i < 7 && at + i < bits.size(); i++) {
                next |= bits.get(at + i) << i;
            }
            at += 7;
            if ((last <= 0x8F || next != 0x7F) && at < bits.size()) {
                next |= bits.get(at++) << 7;
            }
            out.write(next);
            last = next;
        }
        return out.toByteArray();
    }
}
