// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.archive.ViewGrants;
import spiders.archive.store.MergeTable;
import spiders.rcp.CaseRelations;
import spiders.rcp.store.MemberStore;
import spiders.retrieval.Retrieval;
import spiders.security.Access;
import spiders.security.AccountCentres;
import spiders.security.Accounts;
import spiders.security.Anchoring;
import spiders.security.ApiTokens;
import spiders.security.Audit;
import spiders.security.EmergencyAccess;
import spiders.security.FederatedAccounts;
import spiders.security.Passkeys;
import spiders.security.PatientInformation;
import spiders.security.Relations;
import spiders.security.SecondFactors;
import spiders.security.SecretSeal;
import spiders.security.SignedAnchoring;
import spiders.security.chain.AnchorFile;
import spiders.security.chain.AnchorKey;
import spiders.security.chain.AnchorKeyException;
import spiders.security.store.AccountTable;
import spiders.security.store.AuditAnchors;
import spiders.security.store.AuditChain;
import spiders.security.store.AuditTable;
import spiders.security.store.CentreTable;
import spiders.security.store.IdentityTable;
import spiders.security.store.PasskeyTable;
import spiders.security.store.SecondFactorTable;
import spiders.security.store.TokenTable;
import spiders.server.RepeatedJob.Plan;
import spiders.server.configuration.Configuration.Anchors;
import spiders.server.configuration.Configuration.Identity;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

/** Who asks, whether they may, and the record that they did. */
@Configuration(proxyBeanMethods = false)
class SecurityWiring {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityWiring.class);
    private static final Plan CHAIN =
            new Plan("audit", Phases.AUDIT, Duration.ofSeconds(1)).andAtStop();
    private static final Plan ANCHOR =
            new Plan("audit-anchors", Phases.ANCHORS, Duration.ofSeconds(10)).andAtStop();

    @Bean
    AuditTable audit(
            DataSource dataSource,
            Clock clock,
            spiders.server.configuration.Configuration configuration) {
        return new AuditTable(dataSource, configuration.node(), clock);
    }

    @Bean
    AuditChain auditChain(DataSource dataSource) {
        return new AuditChain(dataSource);
    }

    @Bean
    Anchoring anchoring(
            DataSource dataSource,
            Clock clock,
            spiders.server.configuration.Configuration configuration) {
        return switch (configuration.anchors()) {
            case Anchors.None() -> Anchoring.none();
            case Anchors.Signed signed -> {
                var plan = new AuditAnchors.Plan(signed.every(), signed.records());
                var node = configuration.node();
                yield new SignedAnchoring(
                        new AuditAnchors(dataSource, key(signed), node, plan, clock),
                        new AnchorFile(signed.folder(), node));
            }
        };
    }

    private static AnchorKey key(Anchors.Signed signed) {
        try {
            return AnchorKey.read(signed.keyFile());
        } catch (AnchorKeyException e) {
            throw new HubStartException("audit.anchors.key-file: " + e.getMessage(), e);
        }
    }

    /** What is recorded while stopping is in the chain too. */
    @Bean
    RepeatedJob auditJob(AuditChain chain) {
        return new RepeatedJob(CHAIN, chain::append);
    }

    @Bean
    RepeatedJob anchorsJob(Anchoring anchoring) {
        return new RepeatedJob(ANCHOR, anchoring::run);
    }

    @Bean
    CentreTable centres(DataSource dataSource) {
        return new CentreTable(dataSource);
    }

    @Bean
    PatientInformation patientInformation(
            DataSource dataSource, Audit audit, ObjectProvider<Stops> stops, Clock clock) {
        return new PatientInformation(
                dataSource,
                audit,
                (patient, purpose) -> stops.getObject().objected(patient, purpose),
                clock);
    }

    @Bean
    EmergencyAccess emergencyAccess(
            DataSource dataSource,
            Audit audit,
            PatientInformation information,
            ObjectProvider<Stops> stops,
            Clock clock) {
        return new EmergencyAccess(
                dataSource, audit, information, new EmergencyNotices(stops), clock);
    }

    @Bean
    Access access(
            Audit audit,
            DataSource dataSource,
            CentreTable centres,
            EmergencyAccess emergencies,
            PatientInformation information,
            Clock clock) {
        var cases = new CaseRelations(new MemberStore(dataSource), centres::of, clock);
        var ties = Relations.all(List.of(cases, emergencies));
        var same = new SamePatients(new MergeTable(dataSource), ties, information);
        return new Access(audit, same, same);
    }

    @Bean
    AccountCentres accountCentres(
            DataSource dataSource, CentreTable centres, Access access, Audit audit) {
        return new AccountCentres(new AccountTable(dataSource), centres, access, audit);
    }

    /** What must end at once when a patient objects or an emergency access ends. */
    @Bean
    Stops stops(ViewGrants grants, Retrieval retrieval) {
        return new Stops(grants, retrieval.transfers());
    }

    @Bean
    SecondFactors secondFactors(
            DataSource dataSource,
            Audit audit,
            Clock clock,
            spiders.server.configuration.Configuration configuration) {
        var identity = configuration.identity();
        return new SecondFactors(
                new SecondFactorTable(dataSource),
                seal(identity),
                identity.secondFactor(),
                audit,
                clock);
    }

    private static SecretSeal seal(Identity identity) {
        if (identity.keyFile().isEmpty()) {
            LOG.info("No identity.key-file: secrets of second factors are not encrypted at rest");
            return SecretSeal.none();
        }
        try {
            return SecretSeal.of(identity.keyFile().getFirst());
        } catch (IOException e) {
            throw new HubStartException("identity.key-file cannot be used: " + e.getMessage(), e);
        }
    }

    @Bean
    Accounts accounts(
            DataSource dataSource,
            SecondFactors secondFactors,
            Audit audit,
            Clock clock,
            spiders.server.configuration.Configuration configuration) {
        var accounts = new Accounts(new AccountTable(dataSource), secondFactors, audit, clock);
        if (configuration.demoAccounts()) {
            accounts.createDemo();
        } else {
            accounts.createFirstAdministrator(configuration.data());
        }
        return accounts;
    }

    @Bean
    FederatedAccounts federatedAccounts(DataSource dataSource, Audit audit, Clock clock) {
        return new FederatedAccounts(new IdentityTable(dataSource), audit, clock);
    }

    @Bean
    Passkeys passkeys(DataSource dataSource, Accounts accounts, Audit audit) {
        return new Passkeys(new PasskeyTable(dataSource), accounts, audit);
    }

    @Bean
    ApiTokens tokens(DataSource dataSource, Audit audit, Clock clock) {
        return new ApiTokens(new TokenTable(dataSource), audit, clock);
    }
}
