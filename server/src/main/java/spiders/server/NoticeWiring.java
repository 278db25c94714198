// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.dicom.net.TLS;
import spiders.security.AuditForwarding;
import spiders.security.atna.AuditCollector;
import spiders.security.store.EmergencyTable;
import spiders.security.store.ForwardTable;
import spiders.server.RepeatedJob.Plan;
import spiders.server.configuration.Configuration.Collector;
import spiders.server.configuration.Configuration.Mail;
import spiders.server.notice.EmergencyLetters;
import spiders.server.notice.Mailer;
import spiders.web.Web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

/** Who is told of what happens here: the collector of the audit, data protection officers. */
@Configuration(proxyBeanMethods = false)
class NoticeWiring {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Plan FORWARD =
            new Plan("audit-forward", Phases.AUDIT, Duration.ofSeconds(2))
                    .andAfterFailure(PATIENCE);
    private static final Plan WRITE =
            new Plan("notices", Phases.JOBS, Duration.ofSeconds(5))
                    .andAfterFailure(Duration.ofSeconds(30));

    @Bean
    Told told(
            spiders.server.configuration.Configuration configuration,
            DataSource dataSource,
            Web web,
            Clock clock) {
        var collectors =
                configuration.collectors().stream()
                        .map(NoticeWiring::collector)
                        .map(to -> new AuditForwarding(new ForwardTable(dataSource), to))
                        .toList();
        var letters =
                configuration.mail().stream()
                        .map(NoticeWiring::mailer)
                        .map(mailer ->
                                new EmergencyLetters(
                                        new EmergencyTable(dataSource),
                                        mailer,
                                        web.pages().messages()::text,
                                        configuration.identity().address(),
                                        clock))
                        .toList();
        return new Told(collectors, letters);
    }

    private static AuditCollector collector(Collector collector) {
        try {
            var tls = TLS.ofPEM(collector.certificate(), collector.key(), collector.trust());
            return new AuditCollector(collector.host(), collector.port(), tls, PATIENCE);
        } catch (IOException e) {
            throw new HubStartException("audit.collector cannot be used: " + e.getMessage(), e);
        }
    }

    private static Mailer mailer(Mail mail) {
        try {
            return Mailer.of(mail);
        } catch (IOException e) {
            throw new HubStartException("notices.mail cannot be used: " + e.getMessage(), e);
        }
    }

    @Bean
    RepeatedJob auditForwardJob(Told told) {
        return new RepeatedJob(FORWARD, told::forward);
    }

    @Bean
    RepeatedJob noticeJob(Told told) {
        return new RepeatedJob(WRITE, told::write);
    }
}
