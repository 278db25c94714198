// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import spiders.dicom.pixel.UnsupportedFrameException;

/** Decodes code-blocks into the coefficients of their bands; one thread uses one decoder. */
final class BlockDecoder {

    private static final int MAX_PLANES = 30;

    /** A code-block, and where it belongs. */
    record Task(CodeBlock block, Band band, TileComponent component, Coefficients target) {}

    private final SegmentBytes bytes;
    private final MQBlockDecoder mq = new MQBlockDecoder();
    private final HTBlockDecoder ht = new HTBlockDecoder();

    BlockDecoder(StreamReader source) {
        bytes = new SegmentBytes(source.array(), source.origin());
    }

    void decode(Task task) {
        var block = task.block();
        var style = task.component().style();
        int planes = task.band().bitPlanes() + task.component().roiShift();
        if (planes > MAX_PLANES) {
            throw new UnsupportedFrameException(
                    bytes.offset(block), "Coefficients of %d bits".formatted(planes));
        }
        int[] decoded;
        int stride;
        if (style.has(CodingStyle.HIGH_THROUGHPUT)) {
            decoded = ht.decode(block, style, planes, bytes);
            stride = ht.stride();
        } else {
            decoded = mq.decode(block, task.band().orientation(), style, planes, bytes);
            stride = block.width;
        }
        if (task.component().roiShift() > 0) {
            lowerRegionOfInterest(block, decoded, stride, task.component().roiShift());
        }
        switch (task.target()) {
            case Coefficients.Whole whole -> store(task, decoded, stride, whole.values());
            case Coefficients.Real real -> store(task, decoded, stride, real.values());
        }
    }

    /** What the region of interest was raised by is above all of the rest (T.800 H.1). */
    private static void lowerRegionOfInterest(
            CodeBlock block, int[] decoded, int stride, int shift) {
        for (int y = 0; y < block.height; y++) {
            for (int x = 0; x < block.width; x++) {
                int value = decoded[y * stride + x];
                int magnitude = value & Integer.MAX_VALUE;
                if (magnitude >> 1 >> shift != 0) {
                    decoded[y * stride + x] = (value & ~Integer.MAX_VALUE) | magnitude >> shift;
                }
            }
        }
    }

    private static void store(Task task, int[] decoded, int stride, int[] target) {
        var block = task.block();
        int targetStride = task.band().area().width();
        for (int y = 0; y < block.height; y++) {
            int from = y * stride;
            int to = (block.y + y) * targetStride + block.x;
            for (int x = 0; x < block.width; x++) {
                int value = decoded[from + x];
                int magnitude = (value & Integer.MAX_VALUE) >> 1;
                int sign = value >> 31;
                target[to + x] = (magnitude ^ sign) - sign;
            }
        }
    }

    private static void store(Task task, int[] decoded, int stride, float[] target) {
        var block = task.block();
        int targetStride = task.band().area().width();
        float half = 0.5f * task.band().step();
        for (int y = 0; y < block.height; y++) {
            int from = y * stride;
            int to = (block.y + y) * targetStride + block.x;
            for (int x = 0; x < block.width; x++) {
                int value = decoded[from + x];
                int sign = value >> 31;
                target[to + x] = half * (((value & Integer.MAX_VALUE) ^ sign) - sign);
            }
        }
    }
}
