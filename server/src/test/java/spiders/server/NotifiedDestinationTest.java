// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.Archive;
import spiders.archive.notification.AvailabilityNotices;
import spiders.dicom.net.AETitle;
import spiders.server.configuration.ConfigurationReader;
import spiders.testkit.peer.ScriptProcess;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/** A whole hub that tells Odil of a study that is complete. */
@Tag("peer")
class NotifiedDestinationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    @Test
    void a_destination_that_asks_for_it_is_told_and_another_is_not() throws Exception {
        int port = ScriptProcess.freePort();
        var text =
                """
                data: data
                http: {port: 0}
                metrics: {port: 0}
                dicom:
                  port: 0
                  destinations:
                    - {ae-title: RIS, host: 127.0.0.1, port: %d, notify: true}
                    - {ae-title: OTHER, host: 127.0.0.1, port: 1}
                """
                        .formatted(port);
        var file = Files.writeString(folder.resolve("hub.yaml"), text);
        var ris = new AETitle("RIS");
        try (var odil = ScriptProcess.notified(folder.resolve("ris"), ris, port);
                var hub = Hub.start(ConfigurationReader.read(file, Map.of()))) {
            SampleObjects.store(hub.get(Archive.class), 1);

            hub.get(AvailabilityNotices.class).complete(SampleObjects.STUDY);

            awaitRecord(hub);
            assertThat(odil.output())
                    .contains("association of SPIDERS to RIS")
                    .contains(SampleObjects.STUDY.value())
                    .contains(SampleObjects.sop(1).value())
                    .contains("\"ONLINE\"");
            assertThat(told(hub)).singleElement().asString().contains("RIS");
        }
    }

    private static void awaitRecord(Hub hub) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (told(hub).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
    }

    private static List<String> told(Hub hub) {
        return JdbcClient.create(hub.get(DataSource.class))
                .sql(
                        """
                        select detail from security.audit_event
                        where action = 'NOTIFY_AVAILABILITY' and outcome = 'SUCCESS'
                        """)
                .query((row, _) -> row.getString("detail"))
                .list();
    }
}
