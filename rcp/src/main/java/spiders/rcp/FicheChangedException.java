// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** Thrown when a fiche was saved, approved or begun by somebody else meanwhile. */
public final class FicheChangedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String by;

    FicheChangedException(String by) {
        super("the fiche was changed meanwhile");
        this.by = by;
    }

    /** Who changed it, as others read their name. */
    public String by() {
        return by;
    }
}
