// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import spiders.dicom.data.Bytes;
import spiders.dicom.io.MalformedDataSetException;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Small reads of stored objects, by blocks that are kept for a while: the frames beside the one
 * that was asked for are there when they are asked for. Objects never change, so no block is ever
 * wrong. At most {@value #MOST} blocks are in memory.
 */
final class S3Blocks {

    /** A read of more is a request of its own. */
    static final int SMALL = 1 << 17;

    private static final int BLOCK = 1 << 19;
    private static final int MOST = 64;

    private record Place(String key, long number) {}

    private final S3Bucket bucket;
    private final Map<Place, Bytes> blocks =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Place, Bytes> eldest) {
                    return size() > MOST;
                }
            };

    S3Blocks(S3Bucket bucket) {
        this.bucket = bucket;
    }

    /** Reads at most {@link #SMALL} bytes. */
    InputStream open(String key, long from, int length) throws IOException {
        long first = from / BLOCK;
        long last = (from + length - 1) / BLOCK;
        var start = part(key, from, (int) Math.min(length, (first + 1) * BLOCK - from));
        if (first == last) {
            return start;
        }
        long next = last * BLOCK;
        return new SequenceInputStream(start, part(key, next, (int) (from + length - next)));
    }

    private InputStream part(String key, long from, int length) throws IOException {
        var block = block(new Place(key, from / BLOCK));
        int offset = (int) (from % BLOCK);
        if (offset + length > block.length()) {
            long end = from / BLOCK * BLOCK + block.length();
            throw new MalformedDataSetException(end, "The file ends within bulk data");
        }
        return block.slice(offset, length).stream();
    }

    private Bytes block(Place place) throws IOException {
        var kept = kept(place);
        if (kept.isPresent()) {
            return kept.get();
        }
        var read = read(place);
        synchronized (blocks) {
            blocks.put(place, read);
        }
        return read;
    }

    /** Keeps no block of an object that was removed. */
    void forget(String key) {
        synchronized (blocks) {
            blocks.keySet().removeIf(place -> place.key().equals(key));
        }
    }

    private Optional<Bytes> kept(Place place) {
        synchronized (blocks) {
            return Optional.ofNullable(blocks.get(place));
        }
    }

    /** As much of a block as the object has. */
    private Bytes read(Place place) throws IOException {
        var bytes = new byte[BLOCK];
        int count = 0;
        try (var in = new S3Input(bucket, place.key(), place.number() * BLOCK, BLOCK)) {
            int read = 0;
            while (read >= 0 && count < BLOCK) {
                count += read;
                read = in.read(bytes, count, BLOCK - count);
            }
        } catch (MalformedDataSetException e) {
            // The object ends within this block, as most do.
        }
        return Bytes.wrap(bytes, 0, count);
    }
}
