// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.chain.ExportLine;
import spiders.security.chain.SignedAnchor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The rows of anchors, one after the other; one that no hub can have written is told apart. */
final class AnchorRows {

    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final Consumer<ExportLine> strays;
    private final Deque<SignedAnchor> page = new ArrayDeque<>();
    private long after;
    private boolean isAtEnd;

    AnchorRows(JdbcClient jdbc, long after, Consumer<ExportLine> strays) {
        this.jdbc = jdbc;
        this.after = after;
        this.strays = strays;
    }

    /** The next, or nothing. */
    @Nullable SignedAnchor next() {
        while (page.isEmpty() && !isAtEnd) {
            var seen = new long[1];
            jdbc.sql(
                            """
                            SELECT * FROM security.audit_anchor WHERE position > ?
                            ORDER BY position FETCH FIRST ? ROWS WITH TIES
                            """)
                    .params(after, PAGE)
                    .query(row -> {
                        seen[0]++;
                        after = row.getLong("position");
                        try {
                            page.add(AnchorTable.anchor(row));
                        } catch (IllegalArgumentException e) {
                            strays.accept(
                                    new ExportLine.Stray(
                                            after, "the anchor at %d is none".formatted(after)));
                        }
                    });
            isAtEnd = seen[0] < PAGE;
        }
        return page.poll();
    }
}
