// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;

/**
 * A passkey of an account: the public half of a key pair, whose private half never leaves its
 * authenticator (WebAuthn level 2, section 4, credential record). Bytes are in Base64url.
 *
 * @param id what the authenticator calls it
 * @param owner whose it is
 * @param keys what its signatures are checked by
 * @param signatures the authenticator's counter, zero where it keeps none
 * @param label what its owner calls it
 * @param flags what the authenticator said of itself
 * @param created when it was registered
 * @param used when it was last used
 */
public record Passkey(
        String id,
        UserName owner,
        Keys keys,
        long signatures,
        String label,
        Flags flags,
        Instant created,
        Instant used) {

    private static final int MAX_ID = 1400;
    private static final int MAX_LABEL = 60;

    public Passkey {
        if (!id.matches("[A-Za-z0-9_-]{1," + MAX_ID + "}")) {
            throw new IllegalArgumentException("no id of a passkey");
        }
        var line = label.replaceAll("\\p{Cntrl}+", " ").strip();
        label = line.length() <= MAX_LABEL ? line : line.substring(0, MAX_LABEL).strip();
    }

    /**
     * What signatures are checked by.
     *
     * @param publicKey in COSE form
     * @param attestation the attestation object of the registration, which has the key in it
     */
    public record Keys(String publicKey, String attestation) {}

    /**
     * What the authenticator said of itself.
     *
     * @param verified whether it has verified its user
     * @param transports by which ways it is reached, such as {@code internal} or {@code usb}
     * @param backupEligible whether it may be copied to other devices of its owner
     * @param backedUp whether it was
     */
    public record Flags(
            boolean verified, String transports, boolean backupEligible, boolean backedUp) {}
}
