// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.rcp.AgendaEntry;
import spiders.rcp.Board;
import spiders.rcp.BoardId;
import spiders.rcp.BoardKind;
import spiders.rcp.BoardType;
import spiders.rcp.ImagingRule;
import spiders.rcp.Session;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;

class BoardCardTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
    private static final BoardId ID = new BoardId("sein");
    private static final Board BOARD =
            new Board(
                    ID,
                    "Sein",
                    "sein",
                    BoardKind.RCP,
                    BoardType.STANDARD,
                    "lille",
                    new ImagingRule(1, List.of(), false, false));

    @Test
    void a_session_under_way_is_the_next_and_one_that_is_over_is_not() {
        var morning = session(LocalTime.of(8, 30));
        var evening = session(LocalTime.of(17, 0));

        assertThat(at(LocalTime.of(9, 15), morning, evening).next()).isEqualTo(morning);
        assertThat(at(LocalTime.of(14, 0), morning, evening).next()).isEqualTo(evening);
        assertThat(at(LocalTime.of(23, 0), morning, evening).hasNext()).isFalse();
    }

    private static BoardCard at(LocalTime now, AgendaEntry... sessions) {
        return BoardCard.at(DAY.atTime(now), BOARD, List.of(sessions));
    }

    private static AgendaEntry session(LocalTime time) {
        var session = new Session(UUID.randomUUID(), ID, DAY, time, "A1", Instant.EPOCH);
        return new AgendaEntry(session, BOARD, 0, false);
    }
}
