// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.AuditForwarding;
import spiders.security.UserName;
import spiders.server.configuration.ConfigurationReader;
import spiders.testkit.peer.Certificates;
import spiders.testkit.peer.RsyslogProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/** A hub that sends its audit to rsyslog, which comes late, dies and is somebody else. */
@Tag("peer")
class AuditCollectorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final UserName WHO = new UserName("dr.demo");

    @TempDir private Path folder;
    private Certificates certificates;
    private int port;
    private Hub hub;

    @BeforeEach
    void start() throws IOException {
        certificates = Certificates.create(folder.resolve("tls"));
        port = RsyslogProcess.freePort();
        var text =
                """
                data: data
                http: {port: 0}
                metrics: {port: 0}
                dicom: {port: 0}
                audit:
                  collector:
                    {host: 127.0.0.1, port: %d, certificate: %s, key: %s, trust: %s}
                """
                        .formatted(
                                port,
                                certificates.certificate(),
                                certificates.key(),
                                certificates.authority());
        var file = Files.writeString(folder.resolve("hub.yaml"), text);
        hub = Hub.start(ConfigurationReader.read(file, Map.of()));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private RsyslogProcess collector(Certificates its) {
        return RsyslogProcess.start(folder.resolve("collector"), port, its);
    }

    private AuditForwarding forwarding() {
        return hub.get(Told.class).collectors().getFirst();
    }

    private void record(String words) {
        hub.get(Audit.class).record(AuditEvent.of(WHO, Action.VIEW_CASE).detail(words));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static boolean has(RsyslogProcess collector, String words) {
        return collector.messages().stream().anyMatch(line -> line.contains(words));
    }

    @Test
    void a_collector_that_comes_late_and_dies_gets_every_record() throws Exception {
        await(() -> forwarding().trouble().contains("refused")); // Nobody is there yet.
        IntStream.range(0, 1200).forEach(i -> record("number %d of many".formatted(i)));
        try (var collector = collector(certificates)) {
            await(() -> has(collector, "number 1199 of many"));
            assertThat(collector.messages())
                    .allMatch(line -> line.startsWith("85 SPIDERS hub DICOM+RFC3881 "))
                    .anyMatch(line ->
                            line.contains("<AuditMessage>")
                                    && line.contains("csd-code=\"VIEW_CASE\"")
                                    && line.contains("UserID=\"dr.demo\""));
        }
        record("while it is away");
        await(() -> forwarding().waiting().count() > 0);
        assertThat(forwarding().waiting().oldest()).isPresent();
        try (var collector = collector(certificates)) {
            await(() -> has(collector, "while it is away"));
            await(() -> forwarding().waiting().count() == 0);
            assertThat(forwarding().trouble()).isEmpty();
            assertArrived(collector.messages());
        }
    }

    /** Each record of the chain since the collector is known, by the id that stands in it. */
    private void assertArrived(List<String> messages) {
        var all = String.join("\n", messages);
        var missing = new ArrayList<Long>();
        for (long id : chained()) {
            if (!all.contains("ParticipantObjectID=\"%d\"".formatted(id))) {
                missing.add(id);
            }
        }
        assertThat(missing).isEmpty();
    }

    private List<Long> chained() {
        return List.copyOf(
                JdbcClient.create(hub.get(DataSource.class))
                        .sql(
                                """
                                select event_id from security.audit_chain c
                                join security.audit_event e on e.id = c.event_id
                                where e.action = 'VIEW_CASE' order by position
                                """)
                        .query(Long.class)
                        .list());
    }

    @Test
    void nothing_goes_to_a_collector_whose_authority_is_not_trusted() throws Exception {
        var others = Certificates.create(folder.resolve("others"));
        try (var collector = collector(others)) {
            record("not for you");
            await(() -> forwarding().trouble().contains("authority that we trust"));

            assertThat(forwarding().waiting().count()).isPositive();
            assertThat(collector.messages()).isEmpty();
        }
        try (var collector = collector(certificates)) {
            await(() -> has(collector, "not for you"));
        }
    }
}
