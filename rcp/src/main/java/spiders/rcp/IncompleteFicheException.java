// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.fiche.Missing;

import java.util.List;

/** Thrown when a fiche lacks something to be approved. */
public final class IncompleteFicheException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Missing> missing;

    IncompleteFicheException(List<Missing> missing) {
        super("the fiche lacks " + missing);
        this.missing = List.copyOf(missing);
    }

    public List<Missing> missing() {
        return missing;
    }
}
