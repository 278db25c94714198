// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.archive.PatientRegister;
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
import java.util.ArrayList;

/** Cases that other board tools register. */
@Configuration(proxyBeanMethods = false)
class Hl7Wiring {

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
