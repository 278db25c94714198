// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

class StateTableTest {

    @ParameterizedTest
    @CsvSource({
        "EVT1, STA1, AE_1, STA4",
        "EVT2, STA4, AE_2, STA5",
        "EVT3, STA5, AE_3, STA6",
        "EVT4, STA5, AE_4, STA1",
        "EVT5, STA1, AE_5, STA2",
        "EVT6, STA2, AE_6, STA3",
        "EVT7, STA3, AE_7, STA6",
        "EVT8, STA3, AE_8, STA13",
        "EVT9, STA8, AR_7, STA8",
        "EVT10, STA7, AR_6, STA7",
        "EVT12, STA7, AR_8, STA9",
        "EVT13, STA10, AR_10, STA12",
        "EVT14, STA9, AR_9, STA11",
        "EVT13, STA11, AR_3, STA1",
        "EVT14, STA12, AR_4, STA13",
        "EVT15, STA4, AA_2, STA1",
        "EVT16, STA13, AA_2, STA1",
        "EVT17, STA2, AA_5, STA1",
        "EVT18, STA2, AA_2, STA1",
        "EVT19, STA13, AA_7, STA13",
        "EVT19, STA6, AA_8, STA13"
    })
    void cells_are_those_of_table_9_10(Event event, State state, Action action, State next) {
        assertThat(StateTable.action(event, state)).contains(action);
        assertThat(action.next(true)).isEqualTo(next);
    }

    @Test
    void a_request_we_cannot_accept_and_a_collision_of_the_acceptor_end_elsewhere() {
        assertThat(Action.AE_6.next(false)).isEqualTo(State.STA13);
        assertThat(Action.AR_8.next(false)).isEqualTo(State.STA10);
    }

    @Test
    void every_pdu_has_a_cell_in_every_state_with_a_connection() {
        for (var state : State.values()) {
            if (state == State.STA1 || state == State.STA4) {
                continue;
            }
            for (var event :
                    Arrays.asList(
                            Event.EVT3,
                            Event.EVT4,
                            Event.EVT6,
                            Event.EVT10,
                            Event.EVT12,
                            Event.EVT13,
                            Event.EVT16,
                            Event.EVT17,
                            Event.EVT19)) {
                assertThat(StateTable.action(event, state)).as(event + " in " + state).isPresent();
            }
        }
    }

    @Test
    void the_table_has_as_many_cells_as_the_standard_prints() {
        long cells =
                Arrays.stream(Event.values())
                        .flatMap(event ->
                                Arrays.stream(State.values())
                                        .filter(state ->
                                                StateTable.action(event, state).isPresent()))
                        .count();
        // Rows Evt1 to Evt19: 1 1 11 11 1 11 1 1 2 11 1 11 11 3 10 11 12 2 11.
        assertThat(cells).isEqualTo(123);
    }
}
