// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import spiders.dicom.net.AssociationAbortedException;
import spiders.dicom.net.AssociationRejectedException;
import spiders.dicom.net.ConnectionFailedException;
import spiders.dicom.net.ContextNotAcceptedException;
import spiders.dicom.net.MalformedPDUException;
import spiders.dicom.net.NetworkException;
import spiders.dicom.net.Rejection;
import spiders.dicom.net.ResponseTimeoutException;
import spiders.dicom.net.Status;
import spiders.dicom.net.TLSFailedException;
import spiders.dicom.web.WebFailureException;

/**
 * Why a source did not do what it was asked, in the same words for DIMSE and DICOMweb.
 *
 * @param detail what was said on the wire, for the IT department; without patient data
 */
public record SourceFailure(Reason reason, String detail) {

    /** A cause that a person can act on; its sentence is {@code region.failure.REASON}. */
    public enum Reason {
        UNKNOWN_HOST(SourceState.Outcome.OFF),
        NOTHING_LISTENS(SourceState.Outcome.OFF),
        NO_ROUTE(SourceState.Outcome.OFF),
        NO_CONNECTION(SourceState.Outcome.OFF),
        /** The edge that alone reaches the source has not been heard of for a while. */
        EDGE_AWAY(SourceState.Outcome.OFF),
        TLS_MISMATCH(SourceState.Outcome.FAILED),
        CERTIFICATE_UNKNOWN(SourceState.Outcome.FAILED),
        CERTIFICATE_EXPIRED(SourceState.Outcome.FAILED),
        CERTIFICATE_OTHER_HOST(SourceState.Outcome.FAILED),
        CERTIFICATE_REVOKED(SourceState.Outcome.FAILED),
        REVOCATION_UNKNOWN(SourceState.Outcome.FAILED),
        NOT_TRUSTED(SourceState.Outcome.REFUSED),
        CALLER_UNKNOWN(SourceState.Outcome.REFUSED),
        TITLE_UNKNOWN(SourceState.Outcome.REFUSED),
        BUSY(SourceState.Outcome.REFUSED),
        REJECTED(SourceState.Outcome.REFUSED),
        NO_SERVICE(SourceState.Outcome.REFUSED),
        NOT_ALLOWED(SourceState.Outcome.REFUSED),
        DESTINATION_UNKNOWN(SourceState.Outcome.REFUSED),
        NO_ANSWER(SourceState.Outcome.LATE),
        BROKEN_OFF(SourceState.Outcome.FAILED),
        NONSENSE(SourceState.Outcome.FAILED),
        ERROR(SourceState.Outcome.FAILED),
        /** Our own fault, not the source's. */
        INTERNAL(SourceState.Outcome.FAILED);

        private final SourceState.Outcome outcome;

        Reason(SourceState.Outcome outcome) {
            this.outcome = outcome;
        }
    }

    public SourceState.Outcome outcome() {
        return reason.outcome;
    }

    /** Whether the two sides did not come to a protected connection: a refusal for the audit. */
    public boolean isAboutProtection() {
        return switch (reason) {
            case TLS_MISMATCH,
                    CERTIFICATE_UNKNOWN,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_OTHER_HOST,
                    CERTIFICATE_REVOKED,
                    REVOCATION_UNKNOWN,
                    NOT_TRUSTED ->
                    true;
            case UNKNOWN_HOST,
                    NOTHING_LISTENS,
                    NO_ROUTE,
                    NO_CONNECTION,
                    EDGE_AWAY,
                    CALLER_UNKNOWN,
                    TITLE_UNKNOWN,
                    BUSY,
                    REJECTED,
                    NO_SERVICE,
                    NOT_ALLOWED,
                    DESTINATION_UNKNOWN,
                    NO_ANSWER,
                    BROKEN_OFF,
                    NONSENSE,
                    ERROR,
                    INTERNAL ->
                    false;
        };
    }

    /** The key of the sentence for a reader. */
    public String messageKey() {
        return "region.failure." + reason;
    }

    /** Why a call of the toolkit threw. */
    public static SourceFailure of(RuntimeException thrown) {
        var said = thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
        return switch (thrown) {
            case NetworkException network -> new SourceFailure(reason(network), said);
            case WebFailureException web -> new SourceFailure(reason(web), said);
            case SourceFailedException known -> known.failure();
            default -> new SourceFailure(Reason.INTERNAL, thrown.getClass().getName());
        };
    }

    /** What a final status that is no success says. */
    public static SourceFailure of(String operation, Status status) {
        var reason =
                switch (status.code()) {
                    case 0x0122, 0x0211 -> Reason.NO_SERVICE;
                    case 0x0124 -> Reason.NOT_ALLOWED;
                    case 0xA700, 0xA701, 0xA702 -> Reason.BUSY;
                    case 0xA801 -> Reason.DESTINATION_UNKNOWN;
                    default -> Reason.ERROR;
                };
        return new SourceFailure(reason, "%s ended with status %s".formatted(operation, status));
    }

    private static Reason reason(NetworkException thrown) {
        return switch (thrown) {
            case ConnectionFailedException failed ->
                    switch (failed.reason()) {
                        case UNKNOWN_HOST -> Reason.UNKNOWN_HOST;
                        case REFUSED -> Reason.NOTHING_LISTENS;
                        case TIMED_OUT -> Reason.NO_CONNECTION;
                        case UNREACHABLE -> Reason.NO_ROUTE;
                        case INTERRUPTED -> Reason.NO_ANSWER;
                    };
            case TLSFailedException tls -> reason(tls.reason());
            case AssociationRejectedException rejected -> reason(rejected.rejection());
            case ResponseTimeoutException _ -> Reason.NO_ANSWER;
            case ContextNotAcceptedException _ -> Reason.NO_SERVICE;
            case AssociationAbortedException _ -> Reason.BROKEN_OFF;
            case MalformedPDUException _ -> Reason.NONSENSE;
        };
    }

    private static Reason reason(TLSFailedException.Reason reason) {
        return switch (reason) {
            case PEER_NOT_TRUSTED -> Reason.CERTIFICATE_UNKNOWN;
            case PEER_EXPIRED -> Reason.CERTIFICATE_EXPIRED;
            case PEER_NAMES_ANOTHER_HOST -> Reason.CERTIFICATE_OTHER_HOST;
            case PEER_REVOKED -> Reason.CERTIFICATE_REVOKED;
            case REVOCATION_UNKNOWN -> Reason.REVOCATION_UNKNOWN;
            case WE_ARE_NOT_TRUSTED -> Reason.NOT_TRUSTED;
            case PEER_SPEAKS_PLAIN,
                    PEER_SPEAKS_TLS,
                    NO_COMMON_PROTECTION,
                    NO_CREDENTIALS,
                    HANDSHAKE_FAILED ->
                    Reason.TLS_MISMATCH;
        };
    }

    private static Reason reason(Rejection rejection) {
        if (rejection.equals(Rejection.CALLING_AE_TITLE_NOT_RECOGNISED)) {
            return Reason.CALLER_UNKNOWN;
        }
        if (rejection.equals(Rejection.CALLED_AE_TITLE_NOT_RECOGNISED)) {
            return Reason.TITLE_UNKNOWN;
        }
        return rejection.transientResult() ? Reason.BUSY : Reason.REJECTED;
    }

    private static Reason reason(WebFailureException thrown) {
        return switch (thrown.kind()) {
            case UNAUTHENTICATED, FORBIDDEN -> Reason.NOT_ALLOWED;
            case NOT_FOUND, NOT_ACCEPTABLE, CLIENT_ERROR -> Reason.NO_SERVICE;
            case TOO_MUCH -> Reason.BUSY;
            case SERVER_ERROR -> Reason.ERROR;
            case TIMEOUT -> Reason.NO_ANSWER;
            case UNREACHABLE -> Reason.NO_CONNECTION;
            case TLS ->
                    thrown.getCause() instanceof TLSFailedException tls
                            ? reason(tls.reason())
                            : Reason.TLS_MISMATCH;
            case BROKEN -> Reason.BROKEN_OFF;
            case MALFORMED -> Reason.NONSENSE;
        };
    }
}
