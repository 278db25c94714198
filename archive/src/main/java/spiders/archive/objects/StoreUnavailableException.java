// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

/**
 * The store of the objects does not answer, or refuses us, and patience is at its end. Nothing that
 * was acknowledged is lost; the same may go well later.
 */
public final class StoreUnavailableException extends RuntimeException {

    StoreUnavailableException(String why, Throwable cause) {
        super("The object store " + why, cause);
    }
}
