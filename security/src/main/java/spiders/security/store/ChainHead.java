// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.chain.AuditDigest;

import java.util.Optional;

/** The last row of the chain; zeros where there is none. */
record ChainHead(long position, long settled, AuditDigest digest) {

    static ChainHead read(JdbcClient jdbc) {
        return jdbc.sql(
                        """
                        SELECT position, settled, digest FROM security.audit_chain
                        ORDER BY position DESC LIMIT 1
                        """)
                .query((row, _) ->
                        new ChainHead(
                                row.getLong("position"),
                                row.getLong("settled"),
                                AuditDigest.of(row.getBytes("digest"))))
                .optional()
                .orElseGet(() -> new ChainHead(0, 0, AuditDigest.NONE));
    }

    /** The digest at a position; empty where the chain does not go there. */
    static Optional<AuditDigest> digest(JdbcClient jdbc, long position) {
        return jdbc.sql("SELECT digest FROM security.audit_chain WHERE position = ?")
                .param(position)
                .query((row, _) -> AuditDigest.of(row.getBytes(1)))
                .optional();
    }

    /** Takes the lock of the one chain until the transaction ends, unless another has it. */
    static boolean lock(JdbcClient jdbc) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                .param("spiders.security/audit-chain")
                .query(Boolean.class)
                .single();
    }
}
