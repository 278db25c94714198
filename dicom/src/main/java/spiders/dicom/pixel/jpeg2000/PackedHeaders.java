// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import org.jspecify.annotations.Nullable;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The packet headers of all tile-parts, where the main header holds them (PPM, T.800 A.7.4).
 *
 * <p>A part's share, and the number that tells its length, may run over from one segment to the
 * next; so they are joined before they are parted again.
 */
final class PackedHeaders {

    private final SortedMap<Integer, StreamReader> segments = new TreeMap<>();
    private @Nullable StreamReader joined;

    void add(StreamReader segment) {
        if (segments.put(segment.u8(), segment) != null) {
            throw segment.malformed("Two PPM segments of one index");
        }
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** The headers of the next tile-part in the order of the stream. */
    StreamReader next(StreamReader stream) {
        if (joined == null) {
            joined = StreamReader.join(segments.values());
        }
        if (joined.remaining() < Integer.BYTES) {
            throw stream.malformed("No packed packet headers for a tile-part");
        }
        return joined.slice(joined.u31("The length of packed packet headers"));
    }
}
