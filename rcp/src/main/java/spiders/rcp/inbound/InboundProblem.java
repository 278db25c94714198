// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

/**
 * Why a message is refused.
 *
 * @param where the field that it is about, as HL7 writes it ({@code PID-7}); or empty
 */
public record InboundProblem(Kind kind, String where) {

    /** What is wrong, with the code of HL7's table 0357 and a sentence for who looks after it. */
    public enum Kind {
        NOT_A_MESSAGE("100", "the message cannot be read"),
        SEGMENT_MISSING("100", "a segment is missing"),
        FIELD_MISSING("101", "a field is missing"),
        VALUE("102", "a value is not understood"),
        CHARACTER_SET("103", "the character set is none of those agreed"),
        MESSAGE_TYPE("200", "this message type is not taken"),
        EVENT("201", "this trigger event or order control is not taken"),
        PROCESSING("202", "only production messages are taken (MSH-11 P)"),
        UNKNOWN_BOARD("204", "no board has this code"),
        NO_SESSION("204", "the board has no session at that date and time"),
        UNKNOWN_ORDER("204", "no case was registered under this number"),
        CONTROL_ID_REUSED("205", "another message had this control id"),
        TWIN("205", "somebody of the same traits and no common number is on the agenda"),
        IDENTITY("207", "an identifier names a patient with other traits; a person must look"),
        CLOSED("207", "registration for the session is closed"),
        NOT_INFORMED("207", "it is not said that the patient was informed and does not oppose"),
        OBJECTION("207", "the patient objects, or the sender may not do this"),
        STATE("207", "the case was withdrawn or decided here; a person must look"),
        OTHERS_CASE("205", "the patient is on the agenda by a draft or a case of somebody else"),
        BEGUN("207", "the session has begun; a person must look"),
        SEVERAL("207", "the message names more than one order; send one message for each"),
        SENDER("207", "the sender is not known here");

        private final String code;
        private final String sentence;

        Kind(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }

        public String code() {
            return code;
        }

        public String sentence() {
            return sentence;
        }

        /** Whether a person of the board can settle it, by choosing the patient or the session. */
        public boolean isForAPerson() {
            return switch (this) {
                case TWIN, IDENTITY, UNKNOWN_BOARD, NO_SESSION, CLOSED -> true;
                case NOT_A_MESSAGE,
                        SEGMENT_MISSING,
                        FIELD_MISSING,
                        VALUE,
                        CHARACTER_SET,
                        MESSAGE_TYPE,
                        EVENT,
                        PROCESSING,
                        UNKNOWN_ORDER,
                        CONTROL_ID_REUSED,
                        NOT_INFORMED,
                        OBJECTION,
                        STATE,
                        OTHERS_CASE,
                        BEGUN,
                        SEVERAL,
                        SENDER ->
                        false;
            };
        }

        /** Whether the message as such is rejected, rather than what it asks for. */
        public boolean isRejection() {
            return switch (this) {
                case NOT_A_MESSAGE, CHARACTER_SET, MESSAGE_TYPE, EVENT, PROCESSING, SENDER -> true;
                case SEGMENT_MISSING,
                        FIELD_MISSING,
                        VALUE,
                        UNKNOWN_BOARD,
                        NO_SESSION,
                        UNKNOWN_ORDER,
                        CONTROL_ID_REUSED,
                        TWIN,
                        IDENTITY,
                        CLOSED,
                        NOT_INFORMED,
                        OBJECTION,
                        STATE,
                        OTHERS_CASE,
                        BEGUN,
                        SEVERAL ->
                        false;
            };
        }
    }
}
