// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.security.OidcProvider;
import spiders.security.Role;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** What the configuration says of who vouches for people. */
class IdentitySectionTest {

    private static final String ONE =
            "identity: {oidc: [{id: psc, name: P, client-id: c, client-secret-file: secret, ";

    @TempDir private Path folder;
    private Path secret;

    @BeforeEach
    void write() throws IOException {
        secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    }

    private Configuration read(String lines) throws IOException {
        var file = Files.writeString(folder.resolve("hub.yaml"), "data: data\n" + lines);
        return ConfigurationReader.read(file, Map.of());
    }

    @Test
    void a_provider_is_read_with_all_that_it_is_asked_for() throws IOException {
        var provider =
                read("""
                identity:
                  address: https://hub.example
                  oidc:
                    - id: psc
                      name: Pro Santé Connect
                      issuer: https://idp.example/realms/health
                      discovery: https://idp.example/realms/health/.well-known/wallet
                      client-id: spiders
                      client-secret-file: secret
                      client-authentication: post
                      scopes: [openid, scope_all]
                      acr: [eidas1]
                      claims: {account: SubjectNameID, name: display}
                """)
                        .identity()
                        .oidc()
                        .getFirst();

        assertThat(provider)
                .isEqualTo(
                        new OidcProvider(
                                "psc",
                                "Pro Santé Connect",
                                URI.create("https://idp.example/realms/health"),
                                URI.create("https://idp.example/realms/health/.well-known/wallet"),
                                new OidcProvider.Client(
                                        "spiders", secret, OidcProvider.Authentication.POST),
                                new OidcProvider.Request(
                                        List.of("openid", "scope_all"), List.of("eidas1")),
                                new OidcProvider.Claims("SubjectNameID", "display"),
                                new OidcProvider.Trust.OfPublic()));
    }

    @Test
    void what_is_not_written_is_as_the_standard_has_it() throws IOException {
        var provider = read(ONE + "issuer: 'https://idp.example/'}]}").identity().oidc().getFirst();

        assertThat(provider.discovery())
                .isEqualTo(URI.create("https://idp.example/.well-known/openid-configuration"));
        assertThat(provider.request().scopes()).containsExactly("openid", "profile");
        assertThat(provider.request().acr()).isEmpty();
        assertThat(provider.claims()).isEqualTo(OidcProvider.Claims.STANDARD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer: 'http://idp.example'}]} | not an https address",
                "issuer: 'https://u:p@idp.example'}]} | not an https address",
                "issuer: 'https://idp.example', discovery: 'http://idp.example'}]} | not an https",
                "issuer: 'https://idp.example', scopes: [profile]}]} | have openid among them",
                "issuer: 'https://idp.example', client-authentication: none}]} | basic, post",
                "issuer: 'https://idp.example', password: x}]} | no key of identity.oidc[1]",
                "issuer: 'https://idp.example', claims: {role: r}}]} | no key of identity.oidc",
                "issuer: 'https://idp.example', trust: missing.pem}]} | cannot be read",
                "}]} | \"issuer\" is missing"
            })
    void a_provider_that_cannot_be_is_refused(String rest, String reason) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(ONE + rest))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identity: {address: 'https://hub.example/path'} | such as https://hub.example",
                "identity: {address: 'ftp://hub.example'} | such as https://hub.example",
                "identity: {address: hub.example} | such as https://hub.example",
                "identity: {oidc: [{id: 'A B', name: n}]} | is missing",
                "identity: {ldap: x} | no key of identity"
            })
    void what_the_section_cannot_say_is_refused(String lines, String reason) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(lines))
                .withMessageContaining(reason);
    }

    @Test
    void roles_that_must_have_a_second_factor_are_those_of_people() throws IOException {
        var key = Files.writeString(folder.resolve("identity.key"), "key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var identity =
                read("identity: {key-file: identity.key,"
                                + " second-factor: [administrator, clinician]}")
                        .identity();

        assertThat(identity.secondFactor())
                .containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.CLINICIAN);
        assertThat(identity.keyFile()).containsExactly(key);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read("identity: {second-factor: [peer]}"))
                .withMessageContaining("systems have tokens");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read("identity: {key-file: identity.key}"))
                .withMessageContaining("chmod 600");
    }

    @Test
    void one_handle_is_one_provider() {
        var one =
                "{id: a, name: n, issuer: 'https://i.example', client-id: c,"
                        + " client-secret-file: secret}";
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read("identity: {oidc: [%s, %s]}".formatted(one, one)))
                .withMessageContaining("twice");
    }

    @Test
    void a_hub_that_others_reach_must_say_what_browsers_call_it() throws IOException {
        var reachable = "http: {behind-proxy: true}\n";
        var provider = "issuer: 'https://idp.example'}]";

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(reachable + ONE + provider + "}"))
                .withMessageContaining("identity.address");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> read(reachable + ONE + provider + ", address: 'http://hub.example'}"))
                .withMessageContaining("not https");
        assertThat(
                        read(reachable + ONE + provider + ", address: 'https://hub.example'}")
                                .identity()
                                .address())
                .isEqualTo("https://hub.example");
    }

    @Test
    void a_clients_secret_that_everybody_can_read_is_refused() throws IOException {
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(ONE + "issuer: 'https://idp.example'}]}"))
                .withMessageContaining("chmod 600");
    }
}
