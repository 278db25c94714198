// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.archive.Refusal;
import spiders.archive.receiving.Flaw;
import spiders.dicom.web.StoreResponse;

/**
 * Why a store request is answered with a failure, and its code: those of PS3.18 table I.2-2, and
 * beside them codes of its family "cannot understand", as C-STORE answers them too.
 */
public enum StoreFailure {
    PROCESSING_FAILURE(StoreResponse.PROCESSING_FAILURE, "could not be kept; send it again"),
    OUT_OF_RESOURCES(
            StoreResponse.OUT_OF_RESOURCES,
            "no room, a quota is used up, or the store of the objects does not answer; send it"
                    + " again later"),
    MISMATCHED(
            0xA900,
            "not what it says it is, of another study than the address, or without an attribute"
                    + " that an object needs"),
    CANNOT_UNDERSTAND(StoreResponse.CANNOT_UNDERSTAND, "no readable object, or not all of it"),
    DIFFERS(0xC001, "stored with another content under its SOP Instance UID"),
    OTHER_PATIENT(0xC002, "its study is another patient's"),
    REJECTED(0xC003, "it was rejected"),
    NO_PART(0xC010, "metadata name a value by a URI that no part has; nothing is fetched"),
    AMBIGUOUS_PART(0xC011, "metadata name a value by a URI that several parts have"),
    CONTRADICTORY_PART(
            0xC012, "a part is not as long as metadata say, or not of its media type or geometry"),
    UNNAMED_PART(0xC013, "a part that no metadata name"),
    TRANSFER_SYNTAX_NOT_SUPPORTED(
            StoreResponse.TRANSFER_SYNTAX_NOT_SUPPORTED,
            "pixel data in a media type or transfer syntax that is not taken apart from objects");

    private final int code;
    private final String reason;

    StoreFailure(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    static StoreFailure of(Refusal refusal) {
        return switch (refusal) {
            case OUT_OF_SPACE, OVER_QUOTA, UNAVAILABLE -> OUT_OF_RESOURCES;
            case MISMATCHED -> MISMATCHED;
            case MALFORMED, TRUNCATED -> CANNOT_UNDERSTAND;
            case DIFFERS -> DIFFERS;
            case OTHER_PATIENT -> OTHER_PATIENT;
            case REJECTED -> REJECTED;
        };
    }

    static StoreFailure of(Flaw flaw) {
        return switch (flaw) {
            case NO_ROOM -> OUT_OF_RESOURCES;
            case INCOMPLETE -> MISMATCHED;
            case NO_PART -> NO_PART;
            case AMBIGUOUS -> AMBIGUOUS_PART;
            case CONTRADICTORY -> CONTRADICTORY_PART;
            case UNSUPPORTED -> TRANSFER_SYNTAX_NOT_SUPPORTED;
        };
    }

    /** Failure Reason (0008,1197). */
    public int code() {
        return code;
    }

    /** When it is answered. */
    public String reason() {
        return reason;
    }
}
