// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.query;

import spiders.dicom.net.Status;

/** A source ended an operation with a status that is no success. */
public final class RefusedQuestionException extends RuntimeException {

    private final String operation;
    private final Status status;

    public RefusedQuestionException(String operation, Status status) {
        super("%s ended with status %s".formatted(operation, status));
        this.operation = operation;
        this.status = status;
    }

    public String operation() {
        return operation;
    }

    public Status status() {
        return status;
    }
}
