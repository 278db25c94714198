// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/**
 * How much of an image to decode, and on how many threads.
 *
 * @param reduction how often to halve width and height; as many levels of the wavelet transform are
 *     left out
 * @param threads how many threads, the caller's among them, share the work; the others are those of
 *     the common pool
 */
public record JPEG2000Options(int reduction, int threads) {

    /** Full size, on the caller's thread alone. */
    public static final JPEG2000Options DEFAULT = new JPEG2000Options(0, 1);

    private static final int MAX_REDUCTION = 32;
    private static final int MAX_THREADS = 64;

    public JPEG2000Options {
        if (reduction < 0 || reduction > MAX_REDUCTION) {
            throw new IllegalArgumentException("A reduction by %d levels".formatted(reduction));
        }
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("%d threads".formatted(threads));
        }
    }

    public JPEG2000Options withReduction(int levels) {
        return new JPEG2000Options(levels, threads);
    }

    public JPEG2000Options withThreads(int count) {
        return new JPEG2000Options(reduction, count);
    }
}
