// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup.store;

import java.sql.SQLException;

/** The database did not give its rows out, or did not take them. */
public final class RowsNotCopiedException extends RuntimeException {

    RowsNotCopiedException(SQLException cause) {
        super("the database says: " + cause.getMessage(), cause);
    }
}
