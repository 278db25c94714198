// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * A scan header (ISO/IEC 10918-1 section B.2.3, ISO/IEC 14495-1 section C.2.3).
 *
 * @param first the start of the spectral selection, the predictor of the lossless processes, or
 *     NEAR of JPEG-LS
 * @param last the end of the spectral selection, or the interleave mode of JPEG-LS
 * @param approximation both nibbles of the last byte; the lower one is the point transform
 */
record ScanHeader(List<ScanComponent> components, int first, int last, int approximation) {

    /** A component by its index in the frame, and the tables it uses. */
    record ScanComponent(int index, int dcTable, int acTable) {}

    ScanHeader {
        components = List.copyOf(components);
    }

    static ScanHeader read(SegmentReader in, FrameHeader frame) {
        in.open();
        int count = in.u8();
        if (count < 1 || count > frame.components().size()) {
            throw in.failure("A scan of %d components".formatted(count));
        }
        var components = new ArrayList<ScanComponent>(count);
        for (int i = 0; i < count; i++) {
            int index = index(in, frame);
            int tables = in.u8();
            if (!components.isEmpty() && components.getLast().index() >= index) {
                throw in.failure("Components out of order");
            }
            components.add(new ScanComponent(index, tables >> 4, tables & 0xF));
        }
        var header = new ScanHeader(components, in.u8(), in.u8(), in.u8());
        in.close();
        return header;
    }

    private static int index(SegmentReader in, FrameHeader frame) {
        int identifier = in.u8();
        for (int i = 0; i < frame.components().size(); i++) {
            if (frame.components().get(i).identifier() == identifier) {
                return i;
            }
        }
        throw in.failure("The frame has no component %d".formatted(identifier));
    }

    int pointTransform() {
        return approximation & 0xF;
    }
}
