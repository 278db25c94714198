// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.User;
import spiders.security.UserName;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import javax.sql.DataSource;

/** Table {@code security.api_token}. */
public final class TokenTable {

    private final JdbcClient jdbc;

    public TokenTable(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** Keeps a new token, and lets go of the account's that ended long ago. */
    public void insert(byte[] digest, UserName account, Instant now, Instant expires) {
        jdbc.sql(
                        """
                        DELETE FROM security.api_token
                        WHERE account = :account AND expires_at < :now
                        """)
                .param("account", account.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(
                        """
                        INSERT INTO security.api_token (digest, account, created_at, expires_at)
                        VALUES (:digest, :account, :now, :expires)
                        """)
                .param("digest", digest)
                .param("account", account.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whose living token it is. */
    public Optional<User> user(byte[] digest, Instant now) {
        return jdbc.sql(
                        """
                        SELECT a.name, a.display_name, a.roles
                        FROM security.api_token t JOIN security.account a ON a.name = t.account
                        WHERE t.digest = :digest AND t.revoked_at IS NULL AND t.expires_at > :now
                          AND a.closed_at IS NULL
                        """)
                .param("digest", digest)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> AccountTable.user(row))
                .optional();
    }

    /** Ends one token of the account. */
    public void revoke(byte[] digest, UserName account, Instant now) {
        jdbc.sql(
                        """
                        UPDATE security.api_token SET revoked_at = :now
                        WHERE digest = :digest AND account = :account AND revoked_at IS NULL
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("digest", digest)
                .param("account", account.value())
                .update();
    }

    /** Ends every token of the account. */
    public void revokeAll(UserName account, Instant now) {
        jdbc.sql(
                        """
                        UPDATE security.api_token SET revoked_at = :now
                        WHERE account = :account AND revoked_at IS NULL
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("account", account.value())
                .update();
    }
}
