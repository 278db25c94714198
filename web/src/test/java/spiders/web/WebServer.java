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
import spiders.security.Relation;
import spiders.security.store.AccountTable;
import spiders.security.store.AuditTable;
import spiders.security.store.TokenTable;

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

    private WebServer(Web web, Web.Services services, ConfigurableApplicationContext context) {
        this.web = web;
        this.services = services;
        this.context = context;
    }

    /** Starts on a free port; the database has the tables of {@code security}. */
    public static WebServer start(
            DataSource database, Clock clock, List<String> modules, Consumer<Web> register) {
        return start(database, clock, modules, register, 0);
    }

    static WebServer start(
            DataSource database,
            Clock clock,
            List<String> modules,
            Consumer<Web> register,
            int port) {
        var audit = new AuditTable(database, "test", clock);
        var table = new AccountTable(database);
        var accounts = new Accounts(table, audit, clock);
        accounts.createDemo();
        var access = new Access(audit, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
        var tokens = new ApiTokens(new TokenTable(database), audit, clock);
        var services =
                new Web.Services(
                        accounts,
                        tokens,
                        access,
                        audit,
                        new AuditReader(audit, access, List::of),
                        new AccountAdministration(accounts, table, tokens, access));
        var web = new Web(services, new WebSettings(true, false, "0.1.0"), modules);
        register.accept(web);
        var context =
                new SpringApplicationBuilder(Shell.class)
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
        return new WebServer(web, services, context);
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
        context.close();
    }
}
