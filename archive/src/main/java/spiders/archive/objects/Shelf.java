// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

/** A shelf that is being filled; guarded by the lock of {@link Filling}. */
final class Shelf {

    private final int number;
    private final String path;
    private int next;
    private int prepared;
    private int writing;

    Shelf(int number, String path) {
        this.number = number;
        this.path = path;
    }

    int number() {
        return number;
    }

    /** Below the root. */
    String path() {
        return path;
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
