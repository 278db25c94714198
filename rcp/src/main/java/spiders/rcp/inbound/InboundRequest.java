// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import spiders.rcp.CaseForm;

import java.time.LocalDateTime;

/** What a message asks for. */
public sealed interface InboundRequest {

    /** The number that the sender gave the order or the appointment. */
    String order();

    /**
     * The case stands on the agenda of this session, with this question.
     *
     * @param board the sender's code of the board
     * @param start of the session, on the hospital's clock
     * @param form as a person would have typed it
     */
    record Put(String order, String board, LocalDateTime start, CaseForm form)
            implements InboundRequest {

        /** Without the patient's data. */
        @Override
        public String toString() {
            return "Put[" + order + "]";
        }
    }

    /** The case is taken off the agenda. */
    record Withdraw(String order, CaseForm.Person person) implements InboundRequest {

        /** Without the patient's data. */
        @Override
        public String toString() {
            return "Withdraw[" + order + "]";
        }
    }
}
