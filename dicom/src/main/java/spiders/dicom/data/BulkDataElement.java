// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.nio.ByteOrder;

/**
 * A value left in the file, or the stream, it was read from.
 *
 * @param offset the position of the value's first byte, counted from where the reader was told the
 *     stream begins: from the start of the file for {@code Part10}, in the inflated stream for a
 *     deflated data set
 * @param length the bytes of the value
 * @param order the byte ordering of the file, which matters for VRs of words
 */
public record BulkDataElement(Tag tag, VR vr, long offset, long length, ByteOrder order)
        implements Element {

    public BulkDataElement {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("Offset %d, length %d".formatted(offset, length));
        }
    }

    @Override
    public boolean isEmpty() {
        return length == 0;
    }
}
