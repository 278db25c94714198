// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads signed tokens of the providers by their published keys. Only signatures with a public key
 * are taken; what a shared secret could make, or nothing, is refused.
 */
final class TokenDecoders implements JwtDecoderFactory<ClientRegistration> {

    private record Place(String provider, String keys) {}

    private final OidcProviders providers;
    private final Map<Place, NimbusJwtDecoder> idTokens = new ConcurrentHashMap<>();
    private final Map<Place, NimbusJwtDecoder> userInfos = new ConcurrentHashMap<>();

    TokenDecoders(OidcProviders providers) {
        this.providers = providers;
    }

    /** Of ID tokens: issuer, audience, authorised party, times (OpenID Connect Core, 3.1.3.7). */
    @Override
    public JwtDecoder createDecoder(ClientRegistration client) {
        return idTokens.computeIfAbsent(
                place(client),
                place ->
                        decoder(
                                client,
                                new DelegatingOAuth2TokenValidator<>(
                                        new JwtTimestampValidator(),
                                        new OidcIdTokenValidator(client))));
    }

    /** Of what is known of a person, where it comes signed (OpenID Connect Core, 5.3.2). */
    JwtDecoder ofUserInfo(ClientRegistration client) {
        return userInfos.computeIfAbsent(
                place(client),
                place ->
                        decoder(
                                client,
                                new DelegatingOAuth2TokenValidator<>(
                                        new JwtTimestampValidator(),
                                        token -> checkParties(token, client))));
    }

    /** Where it names an issuer and an audience, they are the provider and us. */
    private static OAuth2TokenValidatorResult checkParties(Jwt token, ClientRegistration client) {
        var issuer = Optional.ofNullable(token.getClaims().get("iss")).map(Object::toString);
        var expected = Optional.ofNullable(client.getProviderDetails().getIssuerUri());
        var audience = Optional.ofNullable(token.getAudience()).orElse(List.of());
        boolean isOurs = audience.isEmpty() || audience.contains(client.getClientId());
        return isOurs && (issuer.isEmpty() || issuer.equals(expected))
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_user_info"));
    }

    private NimbusJwtDecoder decoder(ClientRegistration client, OAuth2TokenValidator<Jwt> check) {
        var keys = String.valueOf(client.getProviderDetails().getJwkSetUri());
        var decoder =
                NimbusJwtDecoder.withJwkSetUri(keys)
                        .jwsAlgorithms(accepted ->
                                accepted.addAll(Arrays.asList(SignatureAlgorithm.values())))
                        .restOperations(providers.client(client.getRegistrationId()).documents())
                        .build();
        decoder.setJwtValidator(check);
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(
                        OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }

    private static Place place(ClientRegistration client) {
        return new Place(
                client.getRegistrationId(),
                Optional.ofNullable(client.getProviderDetails().getJwkSetUri()).orElse(""));
    }
}
