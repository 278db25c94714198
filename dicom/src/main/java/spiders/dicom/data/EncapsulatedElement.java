// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.nio.ByteOrder;
import java.util.List;

/**
 * Pixel data in fragments, as compressed transfer syntaxes keep it (PS3.5 section A.4).
 *
 * @param offsetTable the Basic Offset Table as received: 32-bit little-endian offsets, or nothing
 * @param fragments what follows the table, one to one with the items of the stream
 */
public record EncapsulatedElement(Tag tag, VR vr, Bytes offsetTable, List<Fragment> fragments)
        implements Element {

    /** A fragment's bytes, in memory or still in the file they were read from. */
    public sealed interface Fragment {

        long length();

        /** A fragment in memory. */
        record Held(Bytes bytes) implements Fragment {

            @Override
            public long length() {
                return bytes.length();
            }
        }

        /** A fragment left in its file: the position of its first byte, and how many there are. */
        record Left(long offset, long length) implements Fragment {}
    }

    public EncapsulatedElement {
        fragments = List.copyOf(fragments);
    }

    /**
     * The value of the Basic Offset Table: each frame's distance from the first fragment's item.
     */
    public List<Long> offsets() {
        var table = offsetTable.buffer().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        var offsets = new Long[table.remaining()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = Integer.toUnsignedLong(table.get());
        }
        return List.of(offsets);
    }

    @Override
    public boolean isEmpty() {
        return fragments.isEmpty();
    }
}
