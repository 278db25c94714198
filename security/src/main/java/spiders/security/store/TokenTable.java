// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static java.util.stream.Collectors.toUnmodifiableSet;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.ApiToken;
import spiders.security.Permission;
import spiders.security.User;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** Table {@code security.api_token}. */
public final class TokenTable {

    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

    /** A token that was issued once, living or not, and the account that it is of. */
    public record Kept(ApiToken token, User user, boolean isOpen, boolean isRevoked) {}

    private final JdbcClient jdbc;

    public TokenTable(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** Keeps a new token, and lets go of the account's that ended a month ago. */
    public void insert(byte[] digest, UserName account, ApiToken token) {
        jdbc.sql(
                        """
                        DELETE FROM security.api_token
                        WHERE account = :account AND expires_at < :forgotten
                        """)
                .param("account", account.value())
                .param("forgotten", utc(token.created().minus(FORGOTTEN_AFTER)))
                .update();
        jdbc.sql(
                        """
                        INSERT INTO security.api_token
                            (digest, account, created_at, expires_at, id, label, scopes)
                        VALUES (:digest, :account, :now, :expires, :id, :label, :scopes)
                        """)
                .param("digest", digest)
                .param("account", account.value())
                .param("now", utc(token.created()))
                .param("expires", utc(token.expires()))
                .param("id", token.id())
                .param("label", token.label())
                .param("scopes", token.isWhole() ? null : names(token.scope()))
                .update();
    }

    /** A token that was issued once. */
    public Optional<Kept> find(byte[] digest) {
        return jdbc.sql(
                        """
                        SELECT t.*, a.name, a.display_name, a.roles,
                               a.closed_at IS NULL AS is_open
                        FROM security.api_token t JOIN security.account a ON a.name = t.account
                        WHERE t.digest = :digest
                        """)
                .param("digest", digest)
                .query((row, number) ->
                        new Kept(
                                token(row),
                                AccountTable.user(row),
                                row.getBoolean("is_open"),
                                row.getTimestamp("revoked_at") != null))
                .optional();
    }

    /** The living tokens of an account, the newest first. */
    public List<ApiToken> of(UserName account, Instant now) {
        return jdbc.sql(
                        """
                        SELECT * FROM security.api_token
                        WHERE account = :account AND revoked_at IS NULL AND expires_at > :now
                        ORDER BY created_at DESC
                        """)
                .param("account", account.value())
                .param("now", utc(now))
                .query((row, number) -> token(row))
                .list();
    }

    /** Notes a use. */
    public void used(UUID id, Instant now) {
        jdbc.sql(
                        """
                        UPDATE security.api_token SET last_used_at = :now WHERE id = :id
                        """)
                .param("now", utc(now))
                .param("id", id)
                .update();
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
                .param("now", utc(now))
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
                .param("now", utc(now))
                .param("digest", digest)
                .param("account", account.value())
                .update();
    }

    /** Ends one token of the account; whether it was living. */
    public boolean revoke(UUID id, UserName account, Instant now) {
        return jdbc.sql(
                                """
                                UPDATE security.api_token SET revoked_at = :now
                                WHERE id = :id AND account = :account AND revoked_at IS NULL
                                  AND expires_at > :now
                                """)
                        .param("now", utc(now))
                        .param("id", id)
                        .param("account", account.value())
                        .update()
                > 0;
    }

    /** Ends every token of the account. */
    public void revokeAll(UserName account, Instant now) {
        jdbc.sql(
                        """
                        UPDATE security.api_token SET revoked_at = :now
                        WHERE account = :account AND revoked_at IS NULL
                        """)
                .param("now", utc(now))
                .param("account", account.value())
                .update();
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        var used = Optional.ofNullable(row.getTimestamp("last_used_at"));
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("label"),
                scope(row),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                used.<ApiToken.Use>map(at -> new ApiToken.Use.Last(at.toInstant()))
                        .orElseGet(ApiToken.Use.Never::new));
    }

    /** None written is all; a permission that is no more is none. */
    private static Set<Permission> scope(ResultSet row) throws SQLException {
        var array = row.getArray("scopes");
        if (array == null) {
            return User.EVERYTHING;
        }
        var names = Set.of((String[]) array.getArray());
        return Arrays.stream(Permission.values())
                .filter(permission -> names.contains(permission.name()))
                .collect(toUnmodifiableSet());
    }

    private static String[] names(Set<Permission> scope) {
        return scope.stream().map(Permission::name).sorted().toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
