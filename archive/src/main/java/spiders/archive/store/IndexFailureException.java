// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import java.sql.SQLException;

/**
 * The index did not say that it took a group of objects. Nothing of the group is in it, unless the
 * connection broke at the commit itself: then only a look tells.
 */
public final class IndexFailureException extends RuntimeException {

    /** The disk of the database is full (SQLSTATE 53100). */
    private static final String DISK_FULL = "53100";

    private final boolean outOfSpace;

    IndexFailureException(SQLException cause) {
        super("The index did not take the objects", cause);
        this.outOfSpace = DISK_FULL.equals(cause.getSQLState());
    }

    /** Whether space on a disk would mend it. */
    public boolean isOutOfSpace() {
        return outOfSpace;
    }
}
