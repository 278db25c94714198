// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** The peer sent bytes that are no DICOM upper layer PDU or DIMSE message; we aborted. */
public final class MalformedPDUException extends NetworkException {

    private final int abortReason;

    MalformedPDUException(int abortReason, String message) {
        super(message);
        this.abortReason = abortReason;
    }

    MalformedPDUException(int abortReason, String message, Throwable cause) {
        super(message, cause);
        this.abortReason = abortReason;
    }

    /** The reason our A-ABORT gave (PS3.8 table 9-26). */
    public int abortReason() {
        return abortReason;
    }
}
