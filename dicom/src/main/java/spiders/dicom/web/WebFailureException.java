// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

/**
 * A DICOMweb service did not do what it was asked. The message names neither patient nor path, so
 * that a log may hold it; what the service itself said is {@link #serviceText()}.
 */
public final class WebFailureException extends RuntimeException {

    /** What went wrong, for a caller to act on. */
    public enum Kind {
        /** 401: it does not know who we are. */
        UNAUTHENTICATED,
        /** 403: it knows, and refuses. */
        FORBIDDEN,
        /** 404 or 410: it has no such study, or no such service. */
        NOT_FOUND,
        /** 406 or 415: it cannot send any format that we accept. */
        NOT_ACCEPTABLE,
        /** 413 or 429: it finds the question too large, or asked too often. */
        TOO_MUCH,
        /** Any other 4xx, and every 3xx. */
        CLIENT_ERROR,
        /** 5xx. */
        SERVER_ERROR,
        /** No answer, or no more of it, within the wait allowed. */
        TIMEOUT,
        /** Nothing listens there, or the network does not reach it. */
        UNREACHABLE,
        /** TLS failed: certificate, protocol, or one side speaks plain. */
        TLS,
        /** The connection broke in the middle. */
        BROKEN,
        /** The answer is no DICOM JSON or no multipart body, or exceeds a limit. */
        MALFORMED
    }

    private final Kind kind;
    private final int status;
    private final String serviceText;

    WebFailureException(Kind kind, int status, String message, String serviceText) {
        super(message);
        this.kind = kind;
        this.status = status;
        this.serviceText = serviceText;
    }

    WebFailureException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = 0;
        this.serviceText = "";
    }

    static Kind kindOf(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHENTICATED;
            case 403 -> Kind.FORBIDDEN;
            case 404, 410 -> Kind.NOT_FOUND;
            case 406, 415 -> Kind.NOT_ACCEPTABLE;
            case 413, 429 -> Kind.TOO_MUCH;
            default -> status >= 500 ? Kind.SERVER_ERROR : Kind.CLIENT_ERROR;
        };
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status; 0 where there was none. */
    public int status() {
        return status;
    }

    /**
     * The beginning of the text that came with the status, for whoever sits before it: it may name
     * a patient, so that no log is to hold it. Empty where there was none.
     */
    public String serviceText() {
        return serviceText;
    }
}
