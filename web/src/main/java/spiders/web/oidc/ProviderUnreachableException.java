// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

/** A provider did not answer, or answered what makes no sense. */
public final class ProviderUnreachableException extends RuntimeException {

    private final String provider;

    ProviderUnreachableException(String provider, Throwable cause) {
        super("the identity provider %s cannot be asked".formatted(provider), cause);
        this.provider = provider;
    }

    /** Its handle. */
    public String provider() {
        return provider;
    }
}
