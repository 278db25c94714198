// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.archive.store.OneNode;
import spiders.dicom.net.TLS;
import spiders.rcp.Deliveries;
import spiders.rcp.store.AlertMailStore;
import spiders.security.AuditForwarding;
import spiders.security.atna.AuditCollector;
import spiders.security.store.EmergencyTable;
import spiders.security.store.ForwardTable;
import spiders.server.RepeatedJob.Plan;
import spiders.server.configuration.Configuration.Collector;
import spiders.server.configuration.Configuration.Mail;
import spiders.server.notice.AlertLetters;
import spiders.server.notice.EmergencyLetters;
import spiders.server.notice.Mailer;
import spiders.server.notice.SecureMail;
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

    private static final Plan SEND =
            new Plan("secure-mail", Phases.JOBS, Duration.ofSeconds(5))
                    .andAfterFailure(Duration.ofSeconds(30));
    private static final Plan TELL =
            new Plan("alert-mail", Phases.JOBS, Duration.ofSeconds(30))
                    .andAfterFailure(Duration.ofMinutes(2));

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
            throw new HubStartException(
                    "the mail server %s cannot be used: ".formatted(mail.host()) + e.getMessage(),
                    e);
        }
    }

    /** Alerts of boards, on one node of those that share the database. */
    @Bean
    RepeatedJob alertMailJob(
            spiders.server.configuration.Configuration configuration,
            DataSource dataSource,
            Web web,
            Clock clock) {
        var oneNode = new OneNode(dataSource);
        var letters =
                configuration.mail().stream()
                        .map(mail -> alertLetters(configuration, mail, dataSource, web, clock))
                        .toList();
        return new RepeatedJob(
                TELL,
                () -> {
                    oneNode.run("alert-mail", () -> letters.forEach(AlertLetters::run));
                    return letters.stream().allMatch(one -> one.trouble().isEmpty())
                            ? RepeatedJob.Pass.DONE
                            : RepeatedJob.Pass.FAILED;
                });
    }

    /** Fiches, each by the node that claims it. */
    @Bean
    RepeatedJob secureMailJob(
            spiders.server.configuration.Configuration configuration,
            Deliveries deliveries,
            Clock clock) {
        var gateways =
                configuration.exchanges().secureMail().stream()
                        .map(one -> new SecureMail(mailer(one.server()), one.software(), clock))
                        .toList();
        return new RepeatedJob(
                SEND,
                () ->
                        gateways.stream().allMatch(deliveries::run)
                                ? RepeatedJob.Pass.DONE
                                : RepeatedJob.Pass.FAILED);
    }

    private static AlertLetters alertLetters(
            spiders.server.configuration.Configuration configuration,
            Mail mail,
            DataSource dataSource,
            Web web,
            Clock clock) {
        return new AlertLetters(
                new AlertMailStore(dataSource),
                mailer(mail),
                configuration.exchanges().alerts(),
                web.pages().messages()::text,
                configuration.identity().address(),
                clock);
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
