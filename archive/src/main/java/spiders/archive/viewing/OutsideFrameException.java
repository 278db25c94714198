// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

/** Of a frame, a part is asked for that lies beside it. */
public final class OutsideFrameException extends RuntimeException {

    OutsideFrameException(int rows, int columns) {
        super("Beside the frame of %d rows and %d columns".formatted(rows, columns));
    }
}
