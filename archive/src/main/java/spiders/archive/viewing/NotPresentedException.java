// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

/** An image is to be shown by what is no presentation state, or by one that is not for it. */
public final class NotPresentedException extends RuntimeException {

    public NotPresentedException() {
        super("No presentation state of that image");
    }
}
