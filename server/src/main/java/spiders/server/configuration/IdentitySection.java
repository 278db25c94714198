// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.security.OidcProvider;
import spiders.security.OidcProvider.Authentication;
import spiders.security.OidcProvider.Claims;
import spiders.security.OidcProvider.Client;
import spiders.security.OidcProvider.Request;
import spiders.security.OidcProvider.Trust;
import spiders.security.Role;
import spiders.server.configuration.Configuration.Identity;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code identity}: who vouches for people, beside the local accounts. */
final class IdentitySection {

    private static final List<String> SCOPES = List.of("openid", "profile");

    private final Function<String, Path> paths;

    IdentitySection(Function<String, Path> paths) {
        this.paths = paths;
    }

    Identity read(Section section) {
        var identity =
                new Identity(
                        section.value("address", "", IdentitySection::address),
                        section.optional("key-file", paths).stream().toList(),
                        Set.copyOf(section.values("second-factor", IdentitySection::role)),
                        section.list("oidc").stream().map(this::provider).toList());
        section.refuseUnknown();
        var ids = new HashSet<String>();
        for (var provider : identity.oidc()) {
            if (!ids.add(provider.id())) {
                throw section.refusal("oidc", "has the id %s twice".formatted(provider.id()));
            }
        }
        return identity;
    }

    /** A role of people: systems have no second factor. */
    private static Role role(String text) {
        var role = Values.oneOf(Role.class).apply(text);
        if (role == Role.PEER) {
            throw new IllegalArgumentException("systems have tokens, and no second factor");
        }
        return role;
    }

    /** As browsers send it: scheme, host, and a port that is not the scheme's own. */
    private static String address(String text) {
        var address = URI.create(text.strip());
        boolean isBare =
                address.getHost() != null
                        && address.getRawPath().isEmpty()
                        && address.getRawQuery() == null
                        && address.getRawUserInfo() == null
                        && List.of("http", "https").contains(address.getScheme());
        if (!isBare) {
            throw new IllegalArgumentException(
                    "an address such as https://hub.example is expected");
        }
        return address.toString();
    }

    private OidcProvider provider(Section section) {
        var id = section.required("id", Values::text);
        var name = section.required("name", Values::text);
        var issuer = section.required("issuer", URI::create);
        var discovery = section.value("discovery", OidcProvider.discoveryOf(issuer), URI::create);
        var client =
                new Client(
                        section.required("client-id", Values::text),
                        section.required("client-secret-file", paths),
                        section.value(
                                "client-authentication",
                                Authentication.BASIC,
                                Values.oneOf(Authentication.class)));
        var scopes = section.values("scopes", Values::text);
        var acr = section.values("acr", Values::text);
        var claims = claims(section.section("claims"));
        var trust = section.value("trust", new Trust.OfPublic(), this::trust);
        section.refuseUnknown();
        try {
            return new OidcProvider(
                    id,
                    name,
                    issuer,
                    discovery,
                    client,
                    new Request(scopes.isEmpty() ? SCOPES : scopes, acr),
                    claims,
                    trust);
        } catch (IllegalArgumentException e) {
            throw section.refusal("identity.oidc is refused: " + e.getMessage());
        }
    }

    private static Claims claims(Section section) {
        var claims =
                new Claims(
                        section.value("account", Claims.STANDARD.account(), Values::text),
                        section.value("name", Claims.STANDARD.name(), Values::text));
        section.refuseUnknown();
        return claims;
    }

    /** The word that is no file's name here: {@code ./public} is. */
    private Trust trust(String text) {
        return text.strip().equals("public")
                ? new Trust.OfPublic()
                : new Trust.OfFile(paths.apply(text));
    }
}
