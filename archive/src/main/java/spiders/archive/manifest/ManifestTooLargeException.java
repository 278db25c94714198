// SPDX-License-Identifier: Apache-2.0
package spiders.archive.manifest;

/** A manifest would name more objects than one may. */
public final class ManifestTooLargeException extends RuntimeException {

    private final long objects;
    private final int limit;

    ManifestTooLargeException(long objects, int limit) {
        super("%d objects in one manifest, limit %d".formatted(objects, limit));
        this.objects = objects;
        this.limit = limit;
    }

    /** How many objects it would name. */
    public long objects() {
        return objects;
    }

    public int limit() {
        return limit;
    }
}
