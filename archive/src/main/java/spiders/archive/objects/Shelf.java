// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.nio.file.Path;

/** A shelf that is being filled; guarded by the store's lock. */
final class Shelf {

    private final int number;
    private final Path folder;
    private int next;
    private int prepared;
    private int writing;

    Shelf(int number, Path folder) {
        this.number = number;
        this.folder = folder;
    }

    int number() {
        return number;
    }

    Path folder() {
        return folder;
    }

    /** The number of a new file. */
    int take() {
        writing++;
        return next++;
    }

    int taken() {
        return next;
    }

    /** Files below this number have a durable name. */
    int prepared() {
        return prepared;
    }

    void prepare(int end) {
        prepared = end;
    }

    void release() {
        writing--;
    }

    boolean isIdle() {
        return writing == 0;
    }
}
