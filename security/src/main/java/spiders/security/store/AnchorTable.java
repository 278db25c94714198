// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.chain.Anchor;
import spiders.security.chain.AuditDigest;
import spiders.security.chain.SignedAnchor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/** Table {@code security.audit_anchor}. */
public final class AnchorTable {

    private final JdbcClient jdbc;

    public AnchorTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** The newest. */
    public Optional<SignedAnchor> last() {
        return jdbc.sql("SELECT * FROM security.audit_anchor ORDER BY position DESC LIMIT 1")
                .query((row, _) -> anchor(row))
                .optional();
    }

    /** Those above a position, at most so many, in their order. */
    public List<SignedAnchor> after(long position, int most) {
        return List.copyOf(
                jdbc.sql(
                                """
                                SELECT * FROM security.audit_anchor WHERE position > ?
                                ORDER BY position LIMIT ?
                                """)
                        .params(position, most)
                        .query((row, _) -> anchor(row))
                        .list());
    }

    void add(SignedAnchor signed) {
        var anchor = signed.anchor();
        jdbc.sql(
                        """
                        INSERT INTO security.audit_anchor
                            (position, digest, at, records, node, key_name, signature)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        anchor.position(),
                        anchor.digest().bytes(),
                        anchor.at().atOffset(ZoneOffset.UTC),
                        anchor.count(),
                        anchor.node(),
                        signed.key(),
                        signed.signature())
                .update();
    }

    /** A row that no hub can have written is an {@link IllegalArgumentException}. */
    static SignedAnchor anchor(ResultSet row) throws SQLException {
        var anchor =
                new Anchor(
                        row.getLong("position"),
                        AuditDigest.of(there(row.getBytes("digest"))),
                        there(row.getTimestamp("at")).toInstant(),
                        row.getLong("records"),
                        there(row.getString("node")));
        return new SignedAnchor(
                anchor, there(row.getString("key_name")), there(row.getString("signature")));
    }

    private static <T> T there(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("an anchor that lacks something");
        }
        return value;
    }
}
