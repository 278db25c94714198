// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

/** The disk has no room for an object; nothing of it is kept. */
public final class OutOfSpaceException extends RuntimeException {

    OutOfSpaceException(long usableBytes) {
        super("%d MB are left on the archive's disk".formatted(usableBytes >> 20));
    }

    /** The disk of the index is full. */
    public OutOfSpaceException(Throwable cause) {
        super("No room is left on the disk of the index", cause);
    }
}
