// SPDX-License-Identifier: Apache-2.0
package spiders.archive.receiving;

/** An object cannot be composed, and why. The message has no value of the metadata. */
final class UnfitException extends RuntimeException {

    private final Flaw flaw;

    UnfitException(Flaw flaw, String message) {
        super(message);
        this.flaw = flaw;
    }

    Flaw flaw() {
        return flaw;
    }
}
