// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.List;

/**
 * Which protections are offered and taken: the profiles of PS3.15 annex B after BCP 195, as RFC
 * 8996 and RFC 9325 have it. TLS 1.0 and 1.1, and suites without forward secrecy or authenticated
 * encryption, are in neither: nothing is downgraded to.
 */
public enum TLSProfile {
    /** TLS 1.2 and 1.3, ECDHE with AES-GCM or ChaCha20-Poly1305 (RFC 9325 section 4.2). */
    BCP_195(
            "TLSv1.3 TLSv1.2",
            """
            TLS_AES_256_GCM_SHA384
            TLS_AES_128_GCM_SHA256
            TLS_CHACHA20_POLY1305_SHA256
            TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
            TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
            TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
            TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
            TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
            TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
            """),
    /** TLS 1.3 alone, for networks whose every node speaks it. */
    MODERN(
            "TLSv1.3",
            """
            TLS_AES_256_GCM_SHA384
            TLS_AES_128_GCM_SHA256
            TLS_CHACHA20_POLY1305_SHA256
            """);

    private final String protocols;
    private final String cipherSuites;

    TLSProfile(String protocols, String cipherSuites) {
        this.protocols = protocols;
        this.cipherSuites = cipherSuites;
    }

    /** The versions, the preferred first. */
    public List<String> protocols() {
        return List.of(protocols.split(" ", -1));
    }

    /** The suites, the preferred first, by their IANA names. */
    public List<String> cipherSuites() {
        return cipherSuites.lines().toList();
    }
}
