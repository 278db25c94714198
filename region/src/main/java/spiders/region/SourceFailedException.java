// SPDX-License-Identifier: Apache-2.0
package spiders.region;

/** A source did not do what it was asked, and why is known already. */
public final class SourceFailedException extends RuntimeException {

    private final SourceFailure.Reason reason;

    public SourceFailedException(SourceFailure failure) {
        super(failure.detail());
        this.reason = failure.reason();
    }

    public SourceFailure failure() {
        return new SourceFailure(reason, String.valueOf(getMessage()));
    }
}
