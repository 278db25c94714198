// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

/** A note names an image that is not, or no longer, in the archive as its patient's. */
public final class MissingKeyImageException extends RuntimeException {

    private final KeyImage image;

    MissingKeyImageException(KeyImage image) {
        super("No image " + image.sopInstanceUID().value());
        this.image = image;
    }

    public KeyImage image() {
        return image;
    }
}
