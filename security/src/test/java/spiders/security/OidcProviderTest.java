// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

class OidcProviderTest {

    private static final OidcProvider FAR = provider("https://idp.example");
    private static final OidcProvider HERE = provider("http://127.0.0.1:8080");

    private static OidcProvider provider(String issuer) {
        var address = URI.create(issuer);
        return new OidcProvider(
                "idp",
                "Fournisseur TEST",
                address,
                OidcProvider.discoveryOf(address),
                new OidcProvider.Client(
                        "spiders", Path.of("secret"), OidcProvider.Authentication.BASIC),
                new OidcProvider.Request(List.of("openid"), List.of()),
                OidcProvider.Claims.STANDARD,
                new OidcProvider.Trust.OfPublic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://idp.example/token", "https://keys.example/jwks"})
    void a_provider_may_have_its_addresses_wherever_tls_says_who_answers(String address) {
        assertThatCode(() -> FAR.requireEndpoint(URI.create(address))).doesNotThrowAnyException();
        assertThatCode(() -> HERE.requireEndpoint(URI.create(address))).doesNotThrowAnyException();
    }

    /** Up to 0.1 one elsewhere could have the hub ask, by HTTP, whatever listens beside it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:5432/", "http://localhost/", "http://[::1]:9464/metrics"})
    void only_a_provider_on_this_machine_may_name_addresses_on_it_by_http(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FAR.requireEndpoint(URI.create(address)));
        assertThatCode(() -> HERE.requireEndpoint(URI.create(address))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://idp.example/token",
                "http://127.0.0.1.example/",
                "http://127.0.0.1@idp.example/",
                "https://user@idp.example/token",
                "file:///etc/hostname",
                "ftp://127.0.0.1/",
                "jar:http://127.0.0.1/a.jar!/b",
                "//idp.example/token",
                "/token",
                ""
            })
    void no_provider_may_name_another_kind_of_address(String address) {
        for (var provider : List.of(FAR, HERE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> provider.requireEndpoint(URI.create(address)));
        }
    }
}
