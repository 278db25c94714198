// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

/** A presentation state is for an image, or a frame, that its study does not have here. */
public final class MissingImageException extends RuntimeException {

    MissingImageException() {
        super("An image of the presentation state is missing");
    }
}
