// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Access;
import spiders.security.AccountAdministration;
import spiders.security.Accounts;
import spiders.security.ApiTokens;
import spiders.security.Audit;
import spiders.security.AuditReader;
import spiders.security.FederatedAccounts;
import spiders.security.Passkeys;
import spiders.security.SecondFactors;
import spiders.security.UnusualAccesses;
import spiders.web.oidc.OidcSignIn;
import spiders.web.passkey.PasskeySignIn;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The shell of the web application, put together: the server makes one, gives {@link #pages()} and
 * {@link #sse()} to the modules' routes, has them register in {@link #routes()}, and makes beans of
 * {@code routes().router()}, {@link #security()} and {@link #errorPage()}.
 */
public final class Web {

    private final Messages messages;
    private final Pages pages;
    private final SecuredRoutes routes;
    private final WebSecurity security;
    private final Sse sse = new Sse();

    /** What of {@code security} the shell needs. */
    public record Services(
            Accounts accounts,
            ApiTokens tokens,
            Access access,
            Audit audit,
            AuditReader reader,
            UnusualAccesses unusual,
            AccountAdministration administration,
            FederatedAccounts federated,
            SecondFactors secondFactors,
            Passkeys passkeys) {}

    /** The modules are those with messages, {@code web} among them. */
    public Web(
            Services services,
            WebSettings settings,
            OidcSignIn oidc,
            Clock clock,
            List<String> modules) {
        var sessions = new OpenSessions(clock);
        var navigation = new Navigation();
        var assets = new Assets();
        messages = new Messages(modules);
        pages = new Pages(messages, assets, navigation, settings);
        var failures = new Failures(pages);
        var signIn =
                Optional.of(settings.address())
                        .filter(PasskeySignIn::isPossible)
                        .map(address -> new PasskeySignIn(services.passkeys(), address));
        routes = new SecuredRoutes(services.access(), services.audit(), failures, navigation);
        security =
                new WebSecurity(
                        services,
                        sessions,
                        routes,
                        new ProviderDoor(oidc, services.federated(), settings),
                        signIn,
                        messages,
                        settings);
        assets.register(routes);
        new ErrorRoutes(failures).register(routes);
        new SignInRoutes(pages, services, oidc.providers(), signIn.isPresent()).register(routes);
        new TokenRoutes(pages, services.tokens()).register(routes);
        new MyAccountRoutes(pages, services, sessions, signIn).register(routes);
        new ProviderRoutes(pages, services).register(routes);
        new SecondFactorRoutes(pages, services).register(routes);
        new PasswordRoutes(pages, services, sessions).register(routes);
        new AuditRoutes(pages, services, clock).register(routes);
        new AuditReportRoutes(pages, services.reader(), clock).register(routes);
        new UnusualRoutes(pages, services.unusual(), clock).register(routes);
        new AccountRoutes(pages, services.administration(), sessions).register(routes);
        new HomeRoutes(pages).register(routes);
        new RightsRoutes(pages).register(routes);
        // The same for everybody; it tells nothing of this installation.
        routes.open(HttpMethod.GET, "/api/openapi.json", this::describe);
    }

    private ServerResponse describe(ServerRequest request) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(routes.description());
    }

    /** Makes pages. */
    public Pages pages() {
        return pages;
    }

    /** Where modules register their routes. */
    public SecuredRoutes routes() {
        return routes;
    }

    /** Tells open pages of changes. */
    public Sse sse() {
        return sse;
    }

    /** The filters before every route. */
    public WebSecurity security() {
        return security;
    }

    /** Every message of the interface. */
    public Messages messages() {
        return messages;
    }

    /** Leads what the container refuses to our error page; a bean of just this type. */
    public ErrorPage errorPage() {
        return new ErrorPage();
    }
}
