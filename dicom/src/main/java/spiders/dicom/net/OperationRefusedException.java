// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** Thrown by a handler to refuse an operation with a status of its choice. */
public final class OperationRefusedException extends RuntimeException {

    private final Status status;

    public OperationRefusedException(Status status) {
        super("Refused with status " + status);
        this.status = status;
    }

    public Status status() {
        return status;
    }
}
