// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

/**
 * How much one STOW-RS request may hold; what is above is answered with 413.
 *
 * @param objects parts of one body
 * @param bytes of the whole body
 */
public record StoreLimits(int objects, long bytes) {

    /** 10,000 objects, 64 GiB. */
    public static final StoreLimits DEFAULT = new StoreLimits(10_000, 64L << 30);

    public StoreLimits {
        if (objects < 1 || bytes < 1) {
            throw new IllegalArgumentException("A limit is at least 1");
        }
    }
}
