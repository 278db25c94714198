// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.ImagePixel;

import java.util.ArrayList;
import java.util.List;

/**
 * A frame header: what the components are (ISO/IEC 10918-1 section B.2.2).
 *
 * @param precision bits of a sample
 */
record FrameHeader(int precision, int rows, int columns, List<Component> components) {

    private static final int MAX_FACTOR = 4;

    /** A component, its sampling factors across and down, and its quantization table. */
    record Component(int identifier, int across, int down, int table) {}

    FrameHeader {
        components = List.copyOf(components);
    }

    /** Reads the header and holds it against the image, before anything is allocated for it. */
    static FrameHeader read(SegmentReader in, ImagePixel image) {
        in.open();
        int precision = in.u8();
        int lines = in.u16();
        // 0 says that DNL tells them after the first scan (section B.2.5); the image does already.
        int rows = lines == 0 ? image.rows() : lines;
        int columns = in.u16();
        int count = in.u8();
        if (rows != image.rows() || columns != image.columns()) {
            throw in.failure(
                    "%d × %d pixels where the image has %d × %d"
                            .formatted(columns, rows, image.columns(), image.rows()));
        }
        if (count != image.samplesPerPixel()) {
            throw in.failure(
                    "%d components for %d samples a pixel"
                            .formatted(count, image.samplesPerPixel()));
        }
        if (precision < 2 || precision > 16 || precision > image.depth().allocated()) {
            throw in.failure(
                    "%d bits a sample for %d allocated"
                            .formatted(precision, image.depth().allocated()));
        }
        var components = new ArrayList<Component>(count);
        for (int i = 0; i < count; i++) {
            components.add(component(in));
        }
        in.close();
        return new FrameHeader(precision, rows, columns, components);
    }

    private static Component component(SegmentReader in) {
        int identifier = in.u8();
        int factors = in.u8();
        int table = in.u8();
        int across = factors >> 4;
        int down = factors & 0xF;
        if (across < 1 || across > MAX_FACTOR || down < 1 || down > MAX_FACTOR) {
            throw in.failure("Sampling factors %d × %d".formatted(across, down));
        }
        return new Component(identifier, across, down, table);
    }

    /** The cells of the decoded image: a code stream of the stored bits alone has them aligned. */
    ImagePixel cells(ImagePixel image) {
        return precision <= image.depth().stored()
                ? image.withDepth(image.depth().aligned())
                : image;
    }

    int maxAcross() {
        return components.stream().mapToInt(Component::across).max().orElse(1);
    }

    int maxDown() {
        return components.stream().mapToInt(Component::down).max().orElse(1);
    }

    /** Whether every component has a sample for every pixel. */
    boolean isFullySampled() {
        return components.stream()
                .allMatch(one -> one.across() == maxAcross() && one.down() == maxDown());
    }
}
