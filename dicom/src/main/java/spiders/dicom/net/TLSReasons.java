// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;

/** Finds in what JSSE throws the reason that someone can act on. */
final class TLSReasons {

    private static final List<String> CERTIFICATE_ALERTS =
            List.of(
                    "bad_certificate",
                    "certificate_unknown",
                    "certificate_expired",
                    "certificate_revoked",
                    "certificate_required",
                    "unsupported_certificate",
                    "unknown_ca",
                    "access_denied");

    private TLSReasons() {}

    static TLSFailedException failure(String peer, IOException thrown) {
        return new TLSFailedException(peer, reason(thrown), thrown);
    }

    private static TLSFailedException.Reason reason(IOException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (isAboutDates(cause)) {
                return TLSFailedException.Reason.PEER_EXPIRED;
            }
            if (cause instanceof CertPathValidatorException path) {
                if (path.getReason() == BasicReason.REVOKED) {
                    return TLSFailedException.Reason.PEER_REVOKED;
                }
                if (path.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
                    return TLSFailedException.Reason.REVOCATION_UNKNOWN;
                }
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException refused) {
                return isAboutName(refused)
                        ? TLSFailedException.Reason.PEER_NAMES_ANOTHER_HOST
                        : TLSFailedException.Reason.PEER_NOT_TRUSTED;
            }
        }
        var message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("unrecognized ssl message") || message.contains("plaintext")) {
            return TLSFailedException.Reason.PEER_SPEAKS_PLAIN;
        }
        if (message.contains("empty client certificate chain")) {
            return TLSFailedException.Reason.PEER_NOT_TRUSTED;
        }
        if (CERTIFICATE_ALERTS.stream().anyMatch(message::contains)) {
            return message.contains("received fatal alert")
                    ? TLSFailedException.Reason.WE_ARE_NOT_TRUSTED
                    : TLSFailedException.Reason.PEER_NOT_TRUSTED;
        }
        boolean noCommon =
                message.contains("handshake_failure")
                        || message.contains("protocol_version")
                        || message.contains("no appropriate protocol")
                        || message.contains("no cipher suites in common")
                        || message.contains("insufficient_security");
        return noCommon
                ? TLSFailedException.Reason.NO_COMMON_PROTECTION
                : TLSFailedException.Reason.HANDSHAKE_FAILED;
    }

    private static boolean isAboutDates(Throwable cause) {
        return cause instanceof CertificateExpiredException
                || cause instanceof CertificateNotYetValidException;
    }

    /** The JDK has no type for it; these are the words of its HostnameChecker. */
    private static boolean isAboutName(CertificateException refused) {
        var said = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
        return said.startsWith("no subject alternative") || said.startsWith("no name matching");
    }
}
