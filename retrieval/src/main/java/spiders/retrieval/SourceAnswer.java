// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import java.time.Duration;

/**
 * What one source had to say to a search; silence is an answer, and is shown as one. Six outcomes
 * stay six: none is not late, and late is not off.
 */
public sealed interface SourceAnswer {

    /** The id of the source asked. */
    String source();

    /** From the question to the answer, or to the end of patience. */
    Duration took();

    /** A sentence fit for a clinician. */
    Message message();

    /** For the IT department: what was said on the wire; "" where there is nothing to add. */
    String detail();

    /**
     * It knows studies that may be the patient's.
     *
     * @param studies how many are shown
     */
    record Found(String source, Duration took, int studies) implements SourceAnswer {

        @Override
        public Message message() {
            return Message.of("retrieval.answer.found", studies);
        }

        @Override
        public String detail() {
            return "";
        }
    }

    /** It answered, and knows nothing of this patient. */
    record None(String source, Duration took) implements SourceAnswer {

        @Override
        public Message message() {
            return Message.of("retrieval.answer.none");
        }

        @Override
        public String detail() {
            return "";
        }
    }

    /** It had not finished when its patience ended; what it says later is added when it comes. */
    record Late(String source, Duration took, Message message, String detail)
            implements SourceAnswer {}

    /** It refuses to speak to us, or to answer this question. */
    record Refused(String source, Duration took, Message message, String detail)
            implements SourceAnswer {}

    /** Nothing listens at its address, or the network does not reach it. */
    record Off(String source, Duration took, Message message, String detail)
            implements SourceAnswer {}

    /** It answered something that makes no sense, or broke off. */
    record Failed(String source, Duration took, Message message, String detail)
            implements SourceAnswer {}
}
