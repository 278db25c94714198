// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes packets of HT code-blocks that have one pass, in one layer (T.800 B.9, B.10). */
final class PacketWriter {

    private static final int FIRST_LENGTH_BITS = 3;

    private final ByteArrayOutputStream out;
    private final Map<CodeBlock, byte[]> encoded;

    PacketWriter(ByteArrayOutputStream out, Map<CodeBlock, byte[]> encoded) {
        this.out = out;
        this.encoded = encoded;
    }

    void write(Precinct precinct) {
        var bits = new PacketBitsWriter(out);
        var bodies = new ArrayList<byte[]>();
        bits.bit(1);
        for (var band : precinct.bands()) {
            writeBand(band, bits, bodies);
        }
        bits.align();
        for (var body : bodies) {
            out.writeBytes(body);
        }
    }

    private void writeBand(PrecinctBand band, PacketBitsWriter bits, List<byte[]> bodies) {
        var inclusion = new int[band.blocks.length];
        var zeroPlanes = new int[band.blocks.length];
        for (int i = 0; i < band.blocks.length; i++) {
            var block = encoded.get(band.blocks[i]);
            inclusion[i] = block == null ? 1 : 0;
            // A cleanup pass of the lowest bit-plane alone: those above count as zero.
            zeroPlanes[i] = band.band.bitPlanes() - 1;
        }
        var inclusionTree = new TagTreeWriter(band.columns, band.rows, inclusion);
        var planesTree = new TagTreeWriter(band.columns, band.rows, zeroPlanes);
        for (int y = 0; y < band.rows; y++) {
            for (int x = 0; x < band.columns; x++) {
                inclusionTree.write(x, y, 1, bits);
                var block = encoded.get(band.blocks[y * band.columns + x]);
                if (block != null) {
                    planesTree.write(x, y, band.band.bitPlanes(), bits);
                    writeLength(block, bits);
                    bodies.add(block);
                }
            }
        }
    }

    private static void writeLength(byte[] bytes, PacketBitsWriter bits) {
        bits.bit(0); // One pass.
        int length = Integer.SIZE - Integer.numberOfLeadingZeros(bytes.length);
        for (int i = FIRST_LENGTH_BITS; i < length; i++) {
            bits.bit(1);
        }
        bits.bit(0);
        bits.bits(bytes.length, Math.max(length, FIRST_LENGTH_BITS));
    }
}
