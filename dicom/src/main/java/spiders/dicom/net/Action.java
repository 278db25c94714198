// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/**
 * What the upper layer does at an event, and the state after it (PS3.8 tables 9-6 to 9-9). Two
 * actions have two outcomes: {@link #AE_6} by whether the request is acceptable, {@link #AR_8} by
 * which side asked for the association.
 */
enum Action {
    AE_1(State.STA4),
    AE_2(State.STA5),
    AE_3(State.STA6),
    AE_4(State.STA1),
    AE_5(State.STA2),
    AE_6(State.STA3, State.STA13),
    AE_7(State.STA6),
    AE_8(State.STA13),
    DT_1(State.STA6),
    DT_2(State.STA6),
    AR_1(State.STA7),
    AR_2(State.STA8),
    AR_3(State.STA1),
    AR_4(State.STA13),
    AR_5(State.STA1),
    AR_6(State.STA7),
    AR_7(State.STA8),
    AR_8(State.STA9, State.STA10),
    AR_9(State.STA11),
    AR_10(State.STA12),
    AA_1(State.STA13),
    AA_2(State.STA1),
    AA_3(State.STA1),
    AA_4(State.STA1),
    AA_5(State.STA1),
    AA_6(State.STA13),
    AA_7(State.STA13),
    AA_8(State.STA13);

    private final State next;
    private final State otherwise;

    Action(State next) {
        this(next, next);
    }

    Action(State next, State otherwise) {
        this.next = next;
        this.otherwise = otherwise;
    }

    /**
     * The state after it.
     *
     * @param first for {@link #AE_6}: the request is acceptable; for {@link #AR_8}: we asked for
     *     the association; without meaning for the others
     */
    State next(boolean first) {
        return first ? next : otherwise;
    }
}
