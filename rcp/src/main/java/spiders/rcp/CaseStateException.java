// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** A case was to be moved where its state does not allow. */
public final class CaseStateException extends RuntimeException {

    private final CaseState state;

    CaseStateException(CaseState state) {
        super("a case that is %s does not take this step".formatted(state));
        this.state = state;
    }

    /** Where the case stands. */
    public CaseState state() {
        return state;
    }
}
