// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;

/** The state transitions of the upper layer: PS3.8 table 9-10, as printed. */
final class StateTable {

    // Columns are Sta1 to Sta13, rows Evt1 to Evt19; a dot is an event that cannot happen there.
    private static final String TABLE_9_10 =
            """
            AE-1 .    .    .    .    .    .    .    .    .    .    .    .
            .    .    .    AE-2 .    .    .    .    .    .    .    .    .
            .    AA-1 AA-8 .    AE-3 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-6
            .    AA-1 AA-8 .    AE-4 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-6
            AE-5 .    .    .    .    .    .    .    .    .    .    .    .
            .    AE-6 AA-8 .    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-7
            .    .    AE-7 .    .    .    .    .    .    .    .    .    .
            .    .    AE-8 .    .    .    .    .    .    .    .    .    .
            .    .    .    .    .    DT-1 .    AR-7 .    .    .    .    .
            .    AA-1 AA-8 .    AA-8 DT-2 AR-6 AA-8 AA-8 AA-8 AA-8 AA-8 AA-6
            .    .    .    .    .    AR-1 .    .    .    .    .    .    .
            .    AA-1 AA-8 .    AA-8 AR-2 AR-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-6
            .    AA-1 AA-8 .    AA-8 AA-8 AR-3 AA-8 AA-8 AR-10 AR-3 AA-8 AA-6
            .    .    .    .    .    .    .    AR-4 AR-9 .    .    AR-4 .
            .    .    AA-1 AA-2 AA-1 AA-1 AA-1 AA-1 AA-1 AA-1 AA-1 AA-1 .
            .    AA-2 AA-3 .    AA-3 AA-3 AA-3 AA-3 AA-3 AA-3 AA-3 AA-3 AA-2
            .    AA-5 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AA-4 AR-5
            .    AA-2 .    .    .    .    .    .    .    .    .    .    AA-2
            .    AA-1 AA-8 .    AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-8 AA-7
            """;

    private static final Map<Event, Map<State, Action>> CELLS = parse();

    private StateTable() {}

    private static Map<Event, Map<State, Action>> parse() {
        var cells = new EnumMap<Event, Map<State, Action>>(Event.class);
        var rows = new Scanner(TABLE_9_10);
        for (var event : Event.values()) {
            var row = new EnumMap<State, Action>(State.class);
            for (var state : State.values()) {
                var name = rows.next();
                if (!name.equals(".")) {
                    row.put(state, Action.valueOf(name.replace('-', '_')));
                }
            }
            cells.put(event, row);
        }
        return cells;
    }

    /** Returns the cell of the table, empty where the standard prints none. */
    static Optional<Action> action(Event event, State state) {
        return Optional.ofNullable(CELLS.getOrDefault(event, Map.of()).get(state));
    }
}
