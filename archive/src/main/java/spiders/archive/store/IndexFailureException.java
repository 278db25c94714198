// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Pattern;

/**
 * The index did not say that it took a group of objects. Nothing of the group is in it, unless the
 * connection broke at the commit itself: then only a look tells.
 */
public final class IndexFailureException extends RuntimeException {

    /** The disk of the database is full (SQLSTATE 53100). */
    private static final String DISK_FULL = "53100";

    /** Classes 08 and 57P: the connection, or the server behind it, is gone. */
    private static final Pattern LOST = Pattern.compile("08...|57P..");

    private final boolean outOfSpace;
    private final boolean connectionLost;

    IndexFailureException(SQLException cause) {
        super("The index did not take the objects", cause);
        this.outOfSpace = DISK_FULL.equals(cause.getSQLState());
        this.connectionLost =
                cause instanceof SQLTransientConnectionException
                        || LOST.matcher(String.valueOf(cause.getSQLState())).matches();
    }

    /** Whether the database was not reached, or not to the end: all that is asked of it fails. */
    public boolean isConnectionLost() {
        return connectionLost;
    }

    /** Whether space on a disk would mend it. */
    public boolean isOutOfSpace() {
        return outOfSpace;
    }
}
