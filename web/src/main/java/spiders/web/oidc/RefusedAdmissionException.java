// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import org.springframework.security.core.AuthenticationException;

/** Somebody was recognised by a provider, and is not let in all the same; this is in the audit. */
public final class RefusedAdmissionException extends AuthenticationException {

    private final OidcRefusal refusal;

    public RefusedAdmissionException(OidcRefusal refusal) {
        super(refusal.name());
        this.refusal = refusal;
    }

    /** Why. */
    public OidcRefusal refusal() {
        return refusal;
    }
}
