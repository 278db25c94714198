// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardId;
import spiders.security.store.Migrations;
import spiders.security.store.TestDatabases;

import java.time.Instant;
import java.time.LocalDate;

/** The tables of release 0.1 become those of today, with what stands in them. */
class DoubtsMigrationTest {

    @Test
    void the_last_order_of_a_message_stays_held_and_what_was_told_is_not_told_again() {
        try (var database = TestDatabases.fresh("security", "archive")) {
            Migrations.runTo(database, "rcp", "8");
            var jdbc = JdbcClient.create(database);
            jdbc.sql(
                            """
                            insert into rcp.inbound_message
                                (sender, control_id, digest, kind, received, outcome, problem)
                            values ('DCC', 'M1', 'd', 'SIU^S12', now(), 'REFUSED', 'NO_SESSION'),
                                ('DCC', 'M2', 'd', 'SIU^S12', now(), 'REFUSED', 'NO_SESSION');
                            insert into rcp.inbound_held (id, sender, placer, control_id, account,
                                account_name, board, begins, form, held)
                            select gen_random_uuid(), 'DCC', placer, control_id, 'a', 'A', '',
                                now(), '{}'::jsonb, now() - since::interval
                            from (values ('A-1', 'M1', '3 hours'), ('A-2', 'M1', '1 hour'),
                                ('A-3', 'M1', '2 hours'), ('A-4', 'M2', '4 hours'))
                                as held (placer, control_id, since);
                            insert into rcp.board (id, name, organ, kind, type, centre)
                            values ('thorax', 'RCP', 'Poumon', 'RCP', 'STANDARD', 'CHU');
                            insert into rcp.alert_mail (board, sent) values ('thorax', now())
                            """)
                    .update();

            Migrations.run(database, "rcp");

            assertThat(
                            jdbc.sql("select placer from rcp.inbound_held order by placer")
                                    .query(String.class)
                                    .list())
                    .containsExactly("A-2", "A-4");
            var mail = new AlertMailStore(database);
            var board = new BoardId("thorax");
            assertThat(mail.lastSent(board, "rcp@hospital.example")).isPresent();
            assertThat(mail.untold(board, "a@b", LocalDate.EPOCH, Instant.EPOCH)).isEmpty();
        }
    }
}
