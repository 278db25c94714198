// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import java.sql.SQLException;

/** The database does not give the audit's chain; the message is the database's. */
public final class ChainUnreadableException extends RuntimeException {

    ChainUnreadableException(SQLException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
