// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * An identity provider by OpenID Connect, as the configuration names it.
 *
 * @param id its handle: in addresses, in the audit, and before the names of its accounts
 * @param name what people read on the button
 * @param issuer what its tokens must say
 * @param discovery where its description is; most have it below the issuer
 * @param client who we are there
 * @param request what we ask for
 * @param claims what it calls things
 * @param trust whose certificates are believed there
 */
public record OidcProvider(
        String id,
        String name,
        URI issuer,
        URI discovery,
        Client client,
        Request request,
        Claims claims,
        Trust trust) {

    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    public OidcProvider {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,14}")) {
            throw new IllegalArgumentException("an id is 1 to 15 of a-z, 0-9 and hyphen");
        }
        requireSafe(issuer);
        requireSafe(discovery);
    }

    /** How we prove to the provider that we are us. */
    public enum Authentication {
        /** The secret in the header of HTTP. */
        BASIC,
        /** The secret in the form. */
        POST
    }

    /**
     * Who we are at the provider.
     *
     * @param secretFile one line, read at each discovery
     */
    public record Client(String id, Path secretFile, Authentication authentication) {}

    /**
     * What we ask for.
     *
     * @param acr the levels that are asked for, one of which must be received; none for any
     */
    public record Request(List<String> scopes, List<String> acr) {

        public Request {
            scopes = List.copyOf(scopes);
            acr = List.copyOf(acr);
            if (!scopes.contains("openid")) {
                throw new IllegalArgumentException("the scopes have openid among them");
            }
        }
    }

    /**
     * What the provider calls things.
     *
     * @param account from which an account's name is made
     * @param name from which the displayed name is; without it, given and family name
     */
    public record Claims(String account, String name) {

        /** As in OpenID Connect Core, section 5.1. */
        public static final Claims STANDARD = new Claims("preferred_username", "name");
    }

    /** Whose certificates are believed at the provider. */
    public sealed interface Trust {

        /** The public authorities, those that this Java knows. */
        record OfPublic() implements Trust {}

        /** These alone: PEM. */
        record OfFile(Path authorities) implements Trust {}
    }

    /** Where a provider of that issuer has its description, unless it says otherwise. */
    public static URI discoveryOf(URI issuer) {
        return URI.create(issuer.toString().replaceAll("/+$", "") + WELL_KNOWN);
    }

    /**
     * Refuses an address of the provider's description that it may not send us to. It may be on
     * another host, as those of large providers are, where TLS says who answers; by plain HTTP only
     * this machine is asked, and only for a provider that is on it: another could have us talk to
     * what listens here.
     */
    public void requireEndpoint(URI address) {
        requireSafe(address);
        if ("http".equals(address.getScheme()) && !"http".equals(issuer.getScheme())) {
            throw new IllegalArgumentException("%s is on this machine".formatted(address));
        }
    }

    /** Refuses an address that anybody on the way could answer for. */
    public static void requireSafe(URI address) {
        var host = address.getHost();
        boolean isLoopback =
                host != null && host.matches("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1]");
        boolean isSafe =
                "https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && isLoopback);
        if (!isSafe || host == null || address.getUserInfo() != null) {
            throw new IllegalArgumentException("%s is not an https address".formatted(address));
        }
    }
}
