// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** Nothing of what was to be opened has arrived. */
public final class NothingToViewException extends RuntimeException {

    NothingToViewException() {
        super("none of the case's examinations is here");
    }
}
