// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where JPEG, JPEG-LS and JPEG 2000 code streams end that follow each other: the frames of
 * one body (PS3.18 section 10.5.1.4). Nothing is decoded, and nothing kept but the lengths.
 */
public final class CodeStreams {

    private static final int BUFFER = 64 << 10;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int RST0 = 0xD0;
    private static final int SOC = 0x4F;
    private static final int SOT = 0x90;
    private static final int SOT_LENGTH = 12;

    private final HeaderInput in;

    private CodeStreams(HeaderInput in) {
        this.in = in;
    }

    /** One code stream: its first byte, counted from that of the body, and its length. */
    public record Extent(long offset, long length) {}

    /**
     * The code streams of a body, in order; zero bytes may stand between and behind them.
     *
     * @param most how many are looked for
     * @throws MalformedFrameException if there is something else, one does not end, or there are
     *     more
     */
    public static List<Extent> of(InputStream body, int most) throws IOException {
        var in = new HeaderInput(new BufferedInputStream(body, BUFFER));
        var streams = new CodeStreams(in);
        var found = new ArrayList<Extent>();
        for (int b = in.next(); b >= 0; b = in.next()) {
            if (b == 0) {
                continue;
            }
            if (found.size() == most) {
                throw in.malformed("More than %d code streams".formatted(most));
            }
            long start = in.at() - 1;
            if (b != 0xFF) {
                throw in.malformed("No code stream");
            }
            streams.pass(in.u8());
            found.add(new Extent(start, in.at() - start));
        }
        return List.copyOf(found);
    }

    private void pass(int first) throws IOException {
        switch (first) {
            case SOI -> passJPEG();
            case SOC -> passJPEG2000();
            default -> throw in.malformed("No code stream");
        }
    }

    private void passJPEG() throws IOException {
        int marker = marker();
        while (marker != EOI) {
            in.skip(in.segmentLength());
            marker = marker == SOS ? behindScan() : marker();
        }
    }

    private int marker() throws IOException {
        if (in.u8() != 0xFF) {
            throw in.malformed("No marker");
        }
        int code = in.u8();
        while (code == 0xFF) {
            code = in.u8();
        }
        return code;
    }

    /** The marker that ends a scan; within it, no marker follows 0xFF but those of restarts. */
    private int behindScan() throws IOException {
        int b = in.u8();
        while (true) {
            if (b != 0xFF) {
                b = in.u8();
                continue;
            }
            b = in.u8();
            boolean isMarker = b >= 0x80 && b != 0xFF && (b < RST0 || b >= SOI);
            if (isMarker) {
                return b;
            }
        }
    }

    private void passJPEG2000() throws IOException {
        int marker = marker();
        while (marker != EOI) { // EOC has the same code.
            if (marker == SOT) {
                marker = behindTilePart();
                continue;
            }
            in.skip(in.segmentLength());
            marker = marker();
        }
    }

    /** Goes by the length that the tile-part says; one that says none goes on to the end. */
    private int behindTilePart() throws IOException {
        in.skip(4);
        long length = in.u32();
        in.skip(2);
        if (length == 0) {
            return behindPackets();
        }
        if (length < SOT_LENGTH) {
            throw in.malformed("A tile-part of %d bytes".formatted(length));
        }
        in.skip(length - SOT_LENGTH);
        return marker();
    }

    /** No two bytes of a packet are above 0xFF8F (ISO/IEC 15444-1 section B.10.1). */
    private int behindPackets() throws IOException {
        int b = in.u8();
        while (true) {
            if (b != 0xFF) {
                b = in.u8();
                continue;
            }
            b = in.u8();
            if (b == EOI) {
                return b;
            }
        }
    }
}
