// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;

import spiders.security.Access;
import spiders.security.AccountAdministration;
import spiders.security.Accounts;
import spiders.security.ApiTokens;
import spiders.security.AuditReader;
import spiders.security.FederatedAccounts;
import spiders.security.OidcProvider;
import spiders.security.Passkeys;
import spiders.security.Relation;
import spiders.security.Role;
import spiders.security.SecondFactors;
import spiders.security.SecretSeal;
import spiders.security.UnusualAccesses;
import spiders.security.store.AccountTable;
import spiders.security.store.AuditTable;
import spiders.security.store.IdentityTable;
import spiders.security.store.PasskeyTable;
import spiders.security.store.SecondFactorTable;
import spiders.security.store.TestDatabases;
import spiders.security.store.TokenTable;
import spiders.web.oidc.OidcSignIn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import javax.sql.DataSource;

/**
 * A hub's web shell on a loopback port, with the real filters and the demo accounts, for tests:
 * give it the modules whose messages it needs, and what registers their routes.
 */
public final class WebServer implements AutoCloseable {

    /** What Spring needs to be told by annotations. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
    @EnableWebSecurity
    static class Shell {}

    private final Web web;
    private final Web.Services services;
    private final ConfigurableApplicationContext context;

    private final Runnable atEnd;

    private WebServer(
            Web web,
            Web.Services services,
            ConfigurableApplicationContext context,
            Runnable atEnd) {
        this.web = web;
        this.services = services;
        this.context = context;
        this.atEnd = atEnd;
    }

    /** Starts on a free port; the database has the tables of {@code security}. */
    public static WebServer start(
            DataSource database, Clock clock, List<String> modules, Consumer<Web> register) {
        return start(database, clock, modules, register, Setup.STANDARD, () -> {});
    }

    /** The same, on a database of its own that ends with it. */
    static WebServer start(Clock clock, List<String> modules, Consumer<Web> register) {
        return start(clock, modules, register, Setup.STANDARD);
    }

    /** The same, with something other than usual. */
    static WebServer start(Clock clock, List<String> modules, Consumer<Web> register, Setup setup) {
        var database = TestDatabases.fresh("security");
        return start(database, clock, modules, register, setup, database::close);
    }

    /** What a test needs other than usual. */
    record Setup(
            List<OidcProvider> providers,
            Set<Role> required,
            String address,
            int port,
            boolean tls) {

        static final Setup STANDARD = new Setup(List.of(), Set.of(), "", 0, false);

        /** People may come by these. */
        Setup with(OidcProvider... some) {
            return new Setup(List.of(some), required, address, port, tls);
        }

        /** These roles must have a second factor. */
        Setup requiring(Role... roles) {
            return new Setup(providers, Set.of(roles), address, port, tls);
        }

        /** Browsers call it so, which is on this very port. */
        Setup at(URI place) {
            return new Setup(providers, required, place.toString(), place.getPort(), tls);
        }

        /** As behind a proxy that encrypts. */
        Setup encrypted() {
            return new Setup(providers, required, address, port, true);
        }
    }

    private static WebServer start(
            DataSource database,
            Clock clock,
            List<String> modules,
            Consumer<Web> register,
            Setup setup,
            Runnable atEnd) {
        var audit = new AuditTable(database, "test", clock);
        var table = new AccountTable(database);
        var factors =
                new SecondFactors(
                        new SecondFactorTable(database),
                        SecretSeal.none(),
                        setup.required(),
                        audit,
                        clock);
        var accounts = new Accounts(table, factors, audit, clock);
        accounts.createDemo();
        var passkeys = new Passkeys(new PasskeyTable(database), accounts, audit);
        var access = new Access(audit, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
        var identities = new IdentityTable(database);
        var tokens = new ApiTokens(new TokenTable(database), audit, clock);
        var services =
                new Web.Services(
                        accounts,
                        tokens,
                        access,
                        audit,
                        new AuditReader(audit, access, List::of),
                        new UnusualAccesses(
                                database,
                                audit,
                                access,
                                new UnusualAccesses.Patients((_, _) -> Set.of(), List::of),
                                clock),
                        new AccountAdministration(
                                accounts, table, identities, factors, passkeys, tokens, access),
                        new FederatedAccounts(identities, audit, clock),
                        factors,
                        passkeys);
        var web =
                new Web(
                        services,
                        new WebSettings(true, setup.tls(), "0.1.0", setup.address()),
                        oidc(setup, clock),
                        clock,
                        modules);
        register.accept(web);
        return new WebServer(web, services, run(web, setup.port()), atEnd);
    }

    private static ConfigurableApplicationContext run(Web web, int port) {
        return new SpringApplicationBuilder(Shell.class)
                .web(WebApplicationType.SERVLET)
                .initializers(c -> beans((GenericApplicationContext) c, web))
                .properties(
                        Map.of(
                                "server.port",
                                port,
                                "server.address",
                                "127.0.0.1",
                                "spring.threads.virtual.enabled",
                                true,
                                "spring.servlet.multipart.enabled",
                                false,
                                "server.tomcat.use-relative-redirects",
                                true,
                                "spring.main.banner-mode",
                                "off",
                                "logging.level.root",
                                "WARN"))
                .run();
    }

    private static OidcSignIn oidc(Setup setup, Clock clock) {
        try {
            return new OidcSignIn(setup.providers(), setup.address(), setup.tls(), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void beans(GenericApplicationContext context, Web web) {
        context.registerBean(
                "chain",
                SecurityFilterChain.class,
                () -> web.security().chain(context.getBean(HttpSecurity.class)));
        context.registerBean("router", RouterFunction.class, () -> web.routes().router());
        context.registerBean("errorPage", ErrorPage.class, web::errorPage);
        context.registerBean(
                "sessionCookie",
                ServletContextInitializer.class,
                () -> web.security().sessionCookie());
    }

    /** Where it listens. */
    public URI address() {
        return URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** The shell. */
    public Web web() {
        return web;
    }

    /** The services behind. */
    public Web.Services services() {
        return services;
    }

    @Override
    public void close() {
        web.sse().end();
        context.close();
        atEnd.run();
    }
}
