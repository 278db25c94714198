// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.client.RestClientException;

import spiders.security.OidcProvider;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The identity providers. Each is asked for its description when somebody wants to sign in by it,
 * so that a hub starts while it is away; the description is good for an hour, and longer while no
 * newer one can be had.
 */
final class OidcProviders implements ClientRegistrationRepository {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final ParameterizedTypeReference<Map<String, Object>> DOCUMENT =
            new ParameterizedTypeReference<>() {};

    private record Discovered(ClientRegistration registration, Instant at) {}

    private final Map<String, OidcProvider> providers = new HashMap<>();
    private final Map<String, ProviderClient> clients = new HashMap<>();
    private final Map<String, Discovered> discovered = new ConcurrentHashMap<>();
    private final String returnAddress;
    private final Clock clock;

    /**
     * The providers of the configuration.
     *
     * @param returnAddress where they send browsers back to, with Spring Security's placeholders
     */
    OidcProviders(List<OidcProvider> all, String returnAddress, Clock clock) throws IOException {
        this.returnAddress = returnAddress;
        this.clock = clock;
        for (var provider : all) {
            if (providers.putIfAbsent(provider.id(), provider) != null) {
                throw new IllegalArgumentException(provider.id() + " is there twice");
            }
            clients.put(provider.id(), new ProviderClient(provider.trust()));
        }
    }

    /** What the configuration says of a provider. */
    Optional<OidcProvider> provider(String id) {
        return Optional.ofNullable(providers.get(id));
    }

    /** How a provider is asked. */
    ProviderClient client(String id) {
        return Optional.ofNullable(clients.get(id))
                .orElseThrow(() -> new IllegalArgumentException("no provider " + id));
    }

    /**
     * The client of that id, by the provider's own description.
     *
     * @throws ProviderUnreachableException if it cannot be had, or is another's
     */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        var provider = providers.get(id);
        return provider == null ? null : registration(provider);
    }

    private ClientRegistration registration(OidcProvider provider) {
        var known = Optional.ofNullable(discovered.get(provider.id()));
        if (known.isPresent() && known.get().at().plus(FRESH).isAfter(clock.instant())) {
            return known.get().registration();
        }
        try {
            var fresh = discover(provider);
            discovered.put(provider.id(), new Discovered(fresh, clock.instant()));
            return fresh;
        } catch (ProviderUnreachableException e) {
            return known.map(Discovered::registration).orElseThrow(() -> e);
        }
    }

    private ClientRegistration discover(OidcProvider provider) {
        try {
            var document =
                    client(provider.id())
                            .documents()
                            .exchange(provider.discovery(), HttpMethod.GET, null, DOCUMENT)
                            .getBody();
            return client(provider, Optional.ofNullable(document).orElse(Map.of()));
        } catch (RestClientException
                | IOException
                | IllegalArgumentException
                | IllegalStateException e) {
            throw new ProviderUnreachableException(provider.id(), e);
        }
    }

    private ClientRegistration client(OidcProvider provider, Map<String, Object> document)
            throws IOException {
        if (!provider.issuer().toString().equals(document.get("issuer"))) {
            throw new IllegalArgumentException("the description is of another issuer");
        }
        var secret = Files.readString(provider.client().secretFile()).strip();
        var registration =
                ClientRegistrations.fromOidcConfiguration(document)
                        .registrationId(provider.id())
                        .clientName(provider.name())
                        .clientId(provider.client().id())
                        .clientSecret(secret)
                        .clientAuthenticationMethod(method(provider.client()))
                        .redirectUri(returnAddress)
                        .scope(provider.request().scopes())
                        .userNameAttributeName("sub")
                        .clientSettings(
                                ClientRegistration.ClientSettings.builder()
                                        .requireProofKey(true)
                                        .build())
                        .build();
        var addresses = registration.getProviderDetails();
        provider.requireEndpoint(URI.create(addresses.getAuthorizationUri()));
        provider.requireEndpoint(URI.create(addresses.getTokenUri()));
        provider.requireEndpoint(URI.create(String.valueOf(addresses.getJwkSetUri())));
        return registration;
    }

    private static ClientAuthenticationMethod method(OidcProvider.Client client) {
        return switch (client.authentication()) {
            case BASIC -> ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
            case POST -> ClientAuthenticationMethod.CLIENT_SECRET_POST;
        };
    }
}
