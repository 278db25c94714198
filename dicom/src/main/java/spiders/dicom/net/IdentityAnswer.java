// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.Bytes;

/** What is said to a caller's user identity. */
public sealed interface IdentityAnswer {

    /**
     * @param response sent if the caller asked for one: the Kerberos server ticket, the SAML or JWT
     *     response, empty for user names (PS3.7 table D.3-15)
     */
    record Accepted(Bytes response) implements IdentityAnswer {

        /** Without the response's content. */
        @Override
        public String toString() {
            return "Accepted[%d bytes]".formatted(response.length());
        }
    }

    /** The association is rejected, without a reason. */
    record Refused() implements IdentityAnswer {}

    /** Accepts without more. */
    static IdentityAnswer accepted() {
        return new Accepted(Bytes.empty());
    }
}
