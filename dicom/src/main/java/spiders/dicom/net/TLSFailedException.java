// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;

/** The connection stands, but the two sides cannot agree on its protection. */
public final class TLSFailedException extends NetworkException {

    /** What stopped it. */
    public enum Reason {
        PEER_SPEAKS_PLAIN(
                "the peer speaks without TLS on this port: switch TLS off for it, or use its TLS"
                        + " port (for DICOM often 2762)"),
        PEER_SPEAKS_TLS(
                "the peer speaks TLS on this port: switch TLS on for it, or use its plain port"),
        PEER_NOT_TRUSTED(
                "its certificate is not issued by an authority that we trust for it: have that"
                        + " authority added to our trust file"),
        PEER_EXPIRED("its certificate has expired or is not valid yet: have it renewed"),
        PEER_REVOKED("its authority has revoked its certificate: whoever shows it is not believed"),
        REVOCATION_UNKNOWN(
                "no revocation list in force tells of its certificate: add the authority's present"
                        + " list to our trust file"),
        PEER_NAMES_ANOTHER_HOST(
                "its certificate is made out to another host: use the name that stands in it, or"
                        + " have the name we use added to it"),
        WE_ARE_NOT_TRUSTED(
                "the peer refused our certificate: have its authority added to the peer's trusted"
                        + " certificates, and check our certificate's dates"),
        NO_COMMON_PROTECTION(
                "no TLS version or cipher suite in common: the peer must offer TLS 1.2 or 1.3 with"
                        + " an ECDHE AEAD suite (BCP 195)"),
        NO_CREDENTIALS("we have no certificate and trust file configured for TLS"),
        HANDSHAKE_FAILED(
                "it broke off the TLS handshake: that port may speak plain DICOM, or the peer"
                        + " refuse our certificate");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }
    }

    private final String peer;
    private final Reason reason;

    TLSFailedException(String peer, Reason reason) {
        super(message(peer, reason));
        this.peer = peer;
        this.reason = reason;
    }

    TLSFailedException(String peer, Reason reason, IOException cause) {
        super(message(peer, reason) + " (" + cause.getMessage() + ")", cause);
        this.peer = peer;
        this.reason = reason;
    }

    /**
     * What an exception of this Java's TLS means.
     *
     * @param peer whom it was about
     */
    public static TLSFailedException of(String peer, IOException thrown) {
        return TLSReasons.failure(peer, thrown);
    }

    private static String message(String peer, Reason reason) {
        return "No protected connection with %s: %s".formatted(peer, reason.advice);
    }

    /** The node, or the address of a caller that has not yet said its name. */
    public String peer() {
        return peer;
    }

    public Reason reason() {
        return reason;
    }
}
