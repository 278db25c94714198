// SPDX-License-Identifier: Apache-2.0
package spiders.edge.link;

import spiders.retrieval.edge.EdgePiece;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Whether and how much to pack, by what was measured until now: the speed of the link, that of
 * packing, and how small the objects of a study become. Each is a mean that forgets.
 */
final class Packing {

    /** How much a new measurement counts. */
    private static final double NEW = 0.2;

    private static final double PIECE_SECONDS = 8;
    private static final int LEAST_PIECE = 64 << 10;
    private static final int FIRST_PIECE = 256 << 10;

    /** Before anything is known: a slow link, and a processor's usual 50 MB/s. */
    private static final double LINK = FIRST_PIECE / PIECE_SECONDS;

    private static final double SLOWEST_LINK = LEAST_PIECE / PIECE_SECONDS;
    private static final double PROCESSOR = 5e7;
    private static final double GAIN = 0.9;
    private static final int LEAST_PACKED = 4 << 10;

    /** One piece in so many is packed all the same, to see whether that has come to pay. */
    private static final int TRY_EVERY = 50;

    /** Of the studies that are under way, and of some before. */
    private static final int MOST_KINDS = 256;

    private final Map<String, Double> ratios = new LinkedHashMap<>();
    private double link = LINK;
    private double processor = PROCESSOR;
    private int untried;

    /** What is to be sent. */
    record Packed(ByteBuffer bytes, boolean isCompressed) {}

    /**
     * Packs where that pays.
     *
     * @param kind what becomes as small as others of its kind: a study in a transfer syntax
     */
    Packed pack(String kind, byte[] bytes) {
        if (bytes.length < LEAST_PACKED || !pays(kind)) {
            return new Packed(ByteBuffer.wrap(bytes), false);
        }
        long start = System.nanoTime();
        var out = new Growing(bytes.length / 2);
        try (var gzip = new Fast(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        packed(kind, bytes.length, out.size(), System.nanoTime() - start);
        return out.size() < bytes.length * GAIN
                ? new Packed(ByteBuffer.wrap(out.array(), 0, out.size()), true)
                : new Packed(ByteBuffer.wrap(bytes), false);
    }

    private synchronized boolean pays(String kind) {
        double ratio = ratios.getOrDefault(kind, 0.5);
        double plain = 1 / link;
        boolean pays = 1 / processor + ratio / link < plain * GAIN;
        if (pays || ++untried >= TRY_EVERY) {
            untried = 0;
            return true;
        }
        return false;
    }

    private synchronized void packed(String kind, int before, int after, long nanos) {
        double ratio = (double) after / before;
        ratios.merge(kind, ratio, (old, now) -> old + NEW * (now - old));
        if (ratios.size() > MOST_KINDS) {
            ratios.remove(ratios.keySet().iterator().next());
        }
        processor += NEW * (before * 1e9 / Math.max(1, nanos) - processor);
    }

    /** Notes how long so many bytes took with their answer; few say at most that it is quicker. */
    synchronized void sent(int bytes, long nanos) {
        double speed = bytes * 1e9 / Math.max(1, nanos);
        if (bytes >= LEAST_PIECE || speed > link) {
            link += NEW * (speed - link);
        }
    }

    /** Notes that a piece did not come through: it may have been too long for the link. */
    synchronized void failed() {
        link = Math.max(SLOWEST_LINK, link / 2);
    }

    synchronized int pieceLength() {
        return (int) Math.clamp(link * PIECE_SECONDS, LEAST_PIECE, EdgePiece.MOST);
    }

    /** At the quickest level. */
    private static final class Fast extends GZIPOutputStream {

        Fast(ByteArrayOutputStream out) throws IOException {
            super(out, 64 << 10);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Whose array need not be copied. */
    private static final class Growing extends ByteArrayOutputStream {

        Growing(int size) {
            super(size);
        }

        byte[] array() {
            return buf;
        }
    }
}
