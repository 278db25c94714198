// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * Our certificate as others see it.
 *
 * @param subject distinguished name (RFC 2253)
 * @param serialNumber in hexadecimal
 */
public record TLSCertificate(
        String subject, String issuer, String serialNumber, Instant notBefore, Instant notAfter) {

    static TLSCertificate of(X509Certificate certificate) {
        return new TLSCertificate(
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** Whole days until it expires; negative once it has. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(
                Duration.between(now, notAfter).toSeconds(), Duration.ofDays(1).toSeconds());
    }
}
