// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.client.RestClientException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a provider what it knows of who signed in: JSON, or a signed token of the provider (OpenID
 * Connect Core, section 5.3), as Pro Santé Connect may answer.
 */
final class UserInfoEndpoint implements OAuth2UserService<OAuth2UserRequest, OAuth2User> {

    private static final MediaType SIGNED = MediaType.parseMediaType("application/jwt");
    private static final ParameterizedTypeReference<byte[]> BYTES =
            new ParameterizedTypeReference<>() {};
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};
    private static final String REFUSED = "invalid_user_info";

    private final OidcProviders providers;
    private final TokenDecoders decoders;

    UserInfoEndpoint(OidcProviders providers, TokenDecoders decoders) {
        this.providers = providers;
        this.decoders = decoders;
    }

    @Override
    public OAuth2User loadUser(OAuth2UserRequest request) {
        var client = request.getClientRegistration();
        var address = client.getProviderDetails().getUserInfoEndpoint().getUri();
        try {
            var place = URI.create(String.valueOf(address));
            providers
                    .provider(client.getRegistrationId())
                    .orElseThrow(IllegalArgumentException::new)
                    .requireEndpoint(place);
            var question =
                    RequestEntity.get(place)
                            .accept(MediaType.APPLICATION_JSON, SIGNED)
                            .header(
                                    "Authorization",
                                    "Bearer " + request.getAccessToken().getTokenValue())
                            .build();
            var answer =
                    providers
                            .client(client.getRegistrationId())
                            .documents()
                            .exchange(question, BYTES);
            return new DefaultOAuth2User(List.of(), claims(request, answer), "sub");
        } catch (RestClientException
                | JwtException
                | JacksonException
                | IllegalArgumentException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error(REFUSED), e);
        }
    }

    private Map<String, Object> claims(OAuth2UserRequest request, ResponseEntity<byte[]> answer) {
        var body = Optional.ofNullable(answer.getBody()).orElse(new byte[0]);
        var type = Optional.ofNullable(answer.getHeaders().getContentType());
        if (type.filter(SIGNED::isCompatibleWith).isPresent()) {
            return decoders.ofUserInfo(request.getClientRegistration())
                    .decode(new String(body, UTF_8).strip())
                    .getClaims();
        }
        return JsonMapper.shared().readValue(body, CLAIMS);
    }
}
