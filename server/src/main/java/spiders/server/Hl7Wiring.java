// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.archive.PatientRegister;
import spiders.archive.store.OneNode;
import spiders.dicom.net.NetworkOptions;
import spiders.rcp.Cases;
import spiders.rcp.Inbound;
import spiders.rcp.mllp.Hl7Desk;
import spiders.rcp.mllp.Hl7Peer;
import spiders.rcp.store.RcpStore;
import spiders.rcp.web.RcpServices;
import spiders.security.Access;
import spiders.security.Accounts;
import spiders.security.Audit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;

import javax.sql.DataSource;

/** Cases that other board tools register. */
@Configuration(proxyBeanMethods = false)
class Hl7Wiring {

    private static final Logger LOG = LoggerFactory.getLogger(Hl7Wiring.class);
    private static final Duration FORGET = Duration.ofHours(1);

    @Bean
    Inbound inbound(
            RcpStore store,
            Cases cases,
            PatientRegister patients,
            Access access,
            Audit audit,
            Clock clock) {
        return new Inbound(store, cases, patients, access, audit, clock);
    }

    /** Old messages, on one node of those that share the database. */
    @Bean
    RepeatedJob inboundForgetting(
            Inbound inbound,
            DataSource dataSource,
            spiders.server.configuration.Configuration configuration) {
        var oneNode = new OneNode(dataSource);
        var kept = configuration.exchanges().inboundKept();
        return new RepeatedJob(
                new RepeatedJob.Plan("inbound-forgetting", Phases.JOBS, FORGET),
                () -> {
                    oneNode.run("inbound-forgetting", () -> forget(inbound, kept));
                });
    }

    private static void forget(Inbound inbound, Duration kept) {
        int forgotten = inbound.forget(kept);
        if (forgotten > 0) {
            LOG.info("{} old messages of other programs were forgotten", forgotten);
        }
    }

    @Bean
    Hl7Door hl7Door(
            spiders.server.configuration.Configuration configuration,
            Inbound inbound,
            RcpServices services,
            Accounts accounts,
            NetworkOptions network,
            Clock clock) {
        var peers = new ArrayList<Hl7Peer>();
        configuration.hl7().forEach(hl7 -> peers.addAll(hl7.peers()));
        var desk = new Hl7Desk(peers, accounts::find, inbound, services.imaging(), clock);
        return new Hl7Door(configuration.hl7(), desk, network.tls());
    }
}
