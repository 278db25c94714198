// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** RLE Lossless of 16-bit grey values: one frame as the fragment that holds it (PS3.5 annex G). */
final class RunLength {

    private static final int HEADER = 64;
    private static final int LONGEST = 128;

    private RunLength() {}

    /** Encodes little-endian words: first their high bytes as a segment, then their low ones. */
    static byte[] frame(byte[] words) {
        var segments = new ArrayList<byte[]>();
        for (int plane = 1; plane >= 0; plane--) {
            var bytes = new byte[words.length / 2];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = words[2 * i + plane];
            }
            segments.add(segment(bytes));
        }
        return framed(segments);
    }

    private static byte[] framed(List<byte[]> segments) {
        int length = HEADER;
        for (var segment : segments) {
            length += segment.length;
        }
        var frame = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(segments.size());
        int offset = HEADER;
        for (var segment : segments) {
            frame.putInt(offset);
            offset += segment.length;
        }
        frame.position(HEADER);
        segments.forEach(frame::put);
        return frame.array();
    }

    private static byte[] segment(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int run = run(bytes, at);
            if (run > 1) {
                out.write(1 - run);
                out.write(bytes[at]);
                at += run;
            } else {
                int literal = literal(bytes, at);
                out.write(literal - 1);
                out.write(bytes, at, literal);
                at += literal;
            }
        }
        if (out.size() % 2 == 1) {
            out.write(0);
        }
        return out.toByteArray();
    }

    /** How many bytes from here are the same. */
    private static int run(byte[] bytes, int at) {
        int end = at + 1;
        while (end < bytes.length && end - at < LONGEST && bytes[end] == bytes[at]) {
            end++;
        }
        return end - at;
    }

    /** How many bytes from here are best left as they are: up to the next run of three. */
    private static int literal(byte[] bytes, int at) {
        int end = at + 1;
        while (end < bytes.length && end - at < LONGEST && run(bytes, end) < 3) {
            end++;
        }
        return end - at;
    }
}
