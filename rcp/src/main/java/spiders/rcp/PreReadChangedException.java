// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** Somebody else saved or signed the note of a case since it was read; theirs is kept. */
public final class PreReadChangedException extends RuntimeException {

    private final String by;

    PreReadChangedException(String by) {
        super("The pre-read was changed meanwhile");
        this.by = by;
    }

    /** The name of who did. */
    public String by() {
        return by;
    }
}
