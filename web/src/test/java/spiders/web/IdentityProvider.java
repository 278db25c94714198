// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.springframework.security.config.Customizer.withDefaults;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;

/**
 * A real identity provider on a loopback port: Spring Authorization Server, which insists on PKCE
 * and on exact redirect addresses. Its people sign in with {@link #PASSWORD}.
 */
final class IdentityProvider implements AutoCloseable {

    static final String PASSWORD = "mot de passe du fournisseur";
    static final String SECRET = "un secret de client";
    static final String CLIENT = "spiders";

    /** What Spring needs to be told by annotations. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
    @EnableWebSecurity
    static class Shell {}

    private final int port = freePort();
    private final Map<String, Object> claims = new HashMap<>();
    private volatile String level = "eidas1";
    private volatile URI client = URI.create("http://127.0.0.1");
    private @Nullable ConfigurableApplicationContext context;

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its tokens say they are from. It is another host than a hub's, for cookies. */
    URI issuer() {
        return URI.create("http://localhost:" + port);
    }

    /** Who the hub is that it knows as a client. */
    void knows(URI hub) {
        client = hub;
    }

    /** How surely it recognises people from now on. */
    void recognisesAt(String acr) {
        level = acr;
    }

    /** What it says of people from now on, beside their name. */
    void says(Map<String, Object> ofEverybody) {
        claims.clear();
        claims.putAll(ofEverybody);
    }

    void start() {
        context =
                new SpringApplicationBuilder(Shell.class)
                        .web(WebApplicationType.SERVLET)
                        .initializers(c -> beans((GenericApplicationContext) c))
                        .properties(
                                Map.of(
                                        "server.port",
                                        port,
                                        "server.address",
                                        "127.0.0.1",
                                        "server.servlet.session.cookie.name",
                                        "PROVIDER",
                                        "spring.main.banner-mode",
                                        "off",
                                        "logging.level.root",
                                        "WARN"))
                        .run();
    }

    void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void beans(GenericApplicationContext c) {
        var keys = new ImmutableJWKSet<SecurityContext>(new JWKSet(key()));
        c.registerBean("keys", JWKSource.class, () -> keys);
        c.registerBean("decoder", JwtDecoder.class, () -> decoder(keys));
        c.registerBean("clients", RegisteredClientRepository.class, () -> new Clients());
        c.registerBean(
                "settings",
                AuthorizationServerSettings.class,
                () -> AuthorizationServerSettings.builder().issuer(issuer().toString()).build());
        c.registerBean("tokens", Levels.class, () -> new Levels());
        c.registerBean("people", UserDetailsService.class, IdentityProvider::people);
        c.registerBean(
                "chain", SecurityFilterChain.class, () -> chain(c.getBean(HttpSecurity.class)));
    }

    private static JwtDecoder decoder(JWKSource<SecurityContext> keys) {
        return NimbusJwtDecoder.withJwkSource(keys).build();
    }

    private SecurityFilterChain chain(HttpSecurity http) {
        return http.with(
                        new OAuth2AuthorizationServerConfigurer(),
                        server ->
                                server.oidc(oidc ->
                                        oidc.userInfoEndpoint(info ->
                                                info.userInfoMapper(asked ->
                                                        userInfo(
                                                                asked.getAuthorization()
                                                                        .getPrincipalName())))))
                .oauth2ResourceServer(resource -> resource.jwt(withDefaults()))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(withDefaults())
                .build();
    }

    private OidcUserInfo userInfo(String name) {
        var all = new HashMap<String, Object>(claims);
        all.put("sub", name);
        all.put("preferred_username", name);
        all.put("name", "Dr " + name + " TEST");
        return new OidcUserInfo(all);
    }

    /** Says in ID tokens how surely somebody was recognised; found by Spring by its type. */
    final class Levels implements OAuth2TokenCustomizer<JwtEncodingContext> {

        @Override
        public void customize(JwtEncodingContext token) {
            if (token.getTokenType().getValue().equals("id_token")) {
                token.getClaims().claim("acr", level);
            }
        }
    }

    private static UserDetailsService people() {
        return new InMemoryUserDetailsManager(person("dr.demo"), person("camille"));
    }

    private static org.springframework.security.core.userdetails.UserDetails person(String name) {
        return User.withUsername(name).password("{noop}" + PASSWORD).roles("ANY").build();
    }

    private static RSAKey key() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey((RSAPrivateKey) pair.getPrivate())
                    .keyID("provider")
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** One client, whose redirect address is known once the hub has its port. */
    private final class Clients implements RegisteredClientRepository {

        @Override
        public void save(RegisteredClient registered) {
            // It wants to keep the secret better encoded than we gave it; the one we give stays.
        }

        @Override
        public RegisteredClient findById(String id) {
            return RegisteredClient.withId(CLIENT)
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(client + "/login/from/idp")
                    .postLogoutRedirectUri(client + "/login")
                    .scope("openid")
                    .scope("profile")
                    .clientSettings(
                            ClientSettings.builder()
                                    .requireProofKey(true)
                                    .requireAuthorizationConsent(false)
                                    .build())
                    .build();
        }

        @Override
        public @Nullable RegisteredClient findByClientId(String id) {
            return id.equals(CLIENT) ? findById(id) : null;
        }
    }
}
