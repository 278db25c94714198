// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.OidcProvider;
import spiders.security.Permission;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The way through a provider of another site in a real browser, whose rules for cookies and forms
 * ({@code SameSite=Strict}, {@code form-action}) no other client has.
 */
class ProviderBrowserTest {

    @TempDir private Path folder;

    @Test
    void a_browser_comes_back_signed_in_and_signs_out_of_both() throws Exception {
        try (var provider = new IdentityProvider();
                var server = serve(provider);
                var chromium = new Chromium()) {
            provider.knows(server.address());
            provider.start();
            var page = chromium.page();
            page.navigate(server.address() + "/login");
            page.click("a[href='/login/with/idp']");
            page.waitForURL(url -> url.startsWith(provider.issuer().toString()));
            page.fill("input[name=username]", "camille");
            page.fill("input[name=password]", IdentityProvider.PASSWORD);
            page.click("button[type=submit]");

            page.waitForURL(url -> url.endsWith("/account/pending"));
            assertThat(page.content()).contains("idp.camille");
            var session =
                    page.context().cookies().stream()
                            .filter(cookie -> cookie.name.equals("JSESSIONID"))
                            .findFirst()
                            .orElseThrow();
            assertThat(session.sameSite.name()).isEqualTo("STRICT");
            assertThat(session.httpOnly).isTrue();

            page.click("main form[action='/logout'] button");
            page.waitForURL(url -> url.endsWith("/login"));
            page.navigate(server.address() + "/");
            assertThat(page.url()).endsWith("/login");
            page.click("a[href='/login/with/idp']");
            page.waitForSelector("input[name=username]"); // Its session is over too.
            assertThat(chromium.violations()).isEmpty();
        }
    }

    private WebServer serve(IdentityProvider provider) throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), IdentityProvider.SECRET);
        return WebServer.start(
                Clock.systemUTC(),
                List.of("web"),
                web ->
                        web.routes()
                                .get(
                                        "/cases",
                                        Permission.VIEW_CASE,
                                        r -> ServerResponse.ok().body("hello")),
                WebServer.Setup.STANDARD.with(
                        new OidcProvider(
                                "idp",
                                "Fournisseur TEST",
                                provider.issuer(),
                                OidcProvider.discoveryOf(provider.issuer()),
                                new OidcProvider.Client(
                                        IdentityProvider.CLIENT,
                                        secret,
                                        OidcProvider.Authentication.BASIC),
                                new OidcProvider.Request(
                                        List.of("openid", "profile"), List.of("eidas1")),
                                OidcProvider.Claims.STANDARD,
                                new OidcProvider.Trust.OfPublic())));
    }
}
