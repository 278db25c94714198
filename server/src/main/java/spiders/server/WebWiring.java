// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.Archive;
import spiders.archive.PatientMerges;
import spiders.archive.PatientRegister;
import spiders.archive.dimse.RefusedCallers;
import spiders.archive.lifecycle.LifeCycle;
import spiders.archive.receiving.Deposits;
import spiders.archive.store.MergeTable;
import spiders.archive.viewing.GrantedStudies;
import spiders.archive.web.ArchiveRoutes;
import spiders.archive.web.DuplicateRoutes;
import spiders.archive.web.LifeCycleRoutes;
import spiders.archive.web.PatientMergeRoutes;
import spiders.archive.web.StoreLimits;
import spiders.rcp.store.CaseStore;
import spiders.rcp.web.RcpRoutes;
import spiders.rcp.web.RcpServices;
import spiders.region.SourceDirectory;
import spiders.region.SourceEcho;
import spiders.region.web.PeopleRoutes;
import spiders.region.web.SourceRoutes;
import spiders.security.Access;
import spiders.security.AccountAdministration;
import spiders.security.AccountCentres;
import spiders.security.Accounts;
import spiders.security.ApiTokens;
import spiders.security.AuditReader;
import spiders.security.FederatedAccounts;
import spiders.security.Passkeys;
import spiders.security.SecondFactors;
import spiders.security.UnusualAccesses;
import spiders.security.store.AccountTable;
import spiders.security.store.AuditTable;
import spiders.security.store.IdentityTable;
import spiders.server.configuration.Configuration.Encryption;
import spiders.server.health.Health;
import spiders.server.health.HealthRoutes;
import spiders.viewer.ViewerRoutes;
import spiders.web.ErrorPage;
import spiders.web.Web;
import spiders.web.WebSettings;
import spiders.web.oidc.OidcSignIn;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/** The web application: its shell, and the routes of every module. */
@Configuration(proxyBeanMethods = false)
class WebWiring {

    private static final int WRITE_BYTES = 128 << 10;

    /** The modules with messages. */
    private static final List<String> MODULES =
            List.of("web", "region", "archive", "retrieval", "rcp");

    @Bean
    Web web(
            spiders.server.configuration.Configuration configuration,
            Accounts accounts,
            ApiTokens tokens,
            Access access,
            AuditTable audit,
            FederatedAccounts federated,
            SecondFactors secondFactors,
            Passkeys passkeys,
            OidcSignIn oidc,
            Clock clock,
            DataSource dataSource) {
        var administration =
                new AccountAdministration(
                        accounts,
                        new AccountTable(dataSource),
                        new IdentityTable(dataSource),
                        secondFactors,
                        passkeys,
                        tokens,
                        access);
        var merges = new MergeTable(dataSource);
        var patients =
                new UnusualAccesses.Patients(new CaseStore(dataSource)::patients, merges::group);
        return new Web(
                new Web.Services(
                        accounts,
                        tokens,
                        access,
                        audit,
                        new AuditReader(audit, access, merges::group),
                        new UnusualAccesses(dataSource, audit, access, patients, clock),
                        administration,
                        federated,
                        secondFactors,
                        passkeys),
                new WebSettings(
                        configuration.demoAccounts(),
                        isEncrypted(configuration),
                        Version.TEXT,
                        configuration.identity().address()),
                oidc,
                clock,
                MODULES);
    }

    /** The identity providers, who are asked when somebody comes by them. */
    @Bean
    OidcSignIn oidcSignIn(spiders.server.configuration.Configuration configuration, Clock clock) {
        var identity = configuration.identity();
        try {
            return new OidcSignIn(
                    identity.oidc(), identity.address(), isEncrypted(configuration), clock);
        } catch (IOException e) {
            throw new HubStartException("identity.oidc: a trust file cannot be used: " + e, e);
        }
    }

    private static boolean isEncrypted(spiders.server.configuration.Configuration configuration) {
        return !(configuration.http().encryption() instanceof Encryption.None);
    }

    @Bean
    LifeCycleRoutes lifeCycleRoutes(
            Archive archive,
            LifeCycle lifeCycle,
            spiders.server.configuration.Configuration configuration,
            Web web,
            Clock clock) {
        return new LifeCycleRoutes(
                archive, lifeCycle, configuration.lifeCycle().retention(), web.pages(), clock);
    }

    /**
     * Studies leave in writes of this size: at Tomcat's 8 KB the calls cost more than the bytes.
     */
    @Bean
    TomcatConnectorCustomizer largeWrites() {
        return connector ->
                connector.setProperty("socket.appWriteBufSize", String.valueOf(WRITE_BYTES));
    }

    @Bean
    FailedHandshakes failedHandshakes(RefusedCallers refused) {
        return FailedHandshakes.listen(refused);
    }

    /** Every module registers here: what is not in this list has no address. */
    @Bean
    RouterFunction<ServerResponse> router(
            Web web,
            Health health,
            GrantedStudies studies,
            Deposits deposits,
            StoreLimits storeLimits,
            spiders.server.configuration.Configuration configuration,
            LifeCycleRoutes lifeCycle,
            PatientMerges merges,
            PatientRegister patients,
            RcpServices rcp,
            SourceDirectory sources,
            SourceEcho echo,
            AccountCentres centres) {
        var routes = web.routes();
        new HealthRoutes(health).register(routes);
        new ArchiveRoutes(studies, deposits, storeLimits, configuration.dicom().aeTitle())
                .register(routes);
        lifeCycle.register(routes);
        new PatientMergeRoutes(merges).register(routes);
        new DuplicateRoutes(merges, patients, web.pages()).register(routes);
        routes.describedBy("/spiders/archive/openapi.json");
        new SourceRoutes(sources, echo, web.pages()).register(routes);
        new PeopleRoutes(centres, web.pages()).register(routes);
        new RcpRoutes(rcp, web.pages(), web.sse()).register(routes);
        new ViewerRoutes().register(routes);
        return routes.router();
    }

    @Bean
    SecurityFilterChain filters(Web web, HttpSecurity http) {
        return web.security().chain(http);
    }

    @Bean
    ServletContextInitializer sessionCookie(Web web) {
        return web.security().sessionCookie();
    }

    @Bean
    ErrorPage errorPage(Web web) {
        return web.errorPage();
    }
}
