// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** How the bytes of an association travel. */
public sealed interface ChannelSecurity {

    /** Readable by whoever is on the way. */
    record Plain() implements ChannelSecurity {}

    /**
     * @param certificateSubject the peer's distinguished name (RFC 2253), empty when it showed no
     *     certificate
     */
    record Encrypted(String protocol, String cipherSuite, String certificateSubject)
            implements ChannelSecurity {}
}
