// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.User;
import spiders.security.UserName;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** When each account's tokens end that are good now, the last one first. */
    public Map<UserName, List<Instant>> living(Instant now) {
        record Row(UserName account, Instant end) {}
        return jdbc
                .sql(
                        """
                        SELECT account, expires_at FROM security.api_token
                        WHERE revoked_at IS NULL AND expires_at > :now
                        ORDER BY account, expires_at DESC
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new Row(
                                new UserName(row.getString("account")),
                                row.getTimestamp("expires_at").toInstant()))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Row::account, Collectors.mapping(Row::end, Collectors.toList())));
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
