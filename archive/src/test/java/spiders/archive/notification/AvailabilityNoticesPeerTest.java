// SPDX-License-Identifier: Apache-2.0
package spiders.archive.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Disclosures;
import spiders.archive.Samples;
import spiders.archive.delivery.DeliveryWaits;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.json.JsonModel;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.Outcome;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.ScriptProcess;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Notifications that Odil takes, or does not take. */
@Tag("peer")
@Timeout(120)
class AvailabilityNoticesPeerTest {

    private static final AETitle RIS = new AETitle("RIS");
    private static final AETitle OURS = new AETitle("SPIDERS");

    /** Often, and for longer than a slow machine needs to start a peer. */
    private static final DeliveryWaits PATIENT =
            new DeliveryWaits(Collections.nCopies(400, Duration.ofMillis(200)));

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private final List<AuditEvent> audit = Collections.synchronizedList(new ArrayList<>());
    private final int port = ScriptProcess.freePort();
    private final RemoteNode ris = new RemoteNode(RIS, "127.0.0.1", port, false);
    private Archive archive;

    @BeforeEach
    void open() throws Exception {
        var settings = new ArchiveSettings(folder.resolve("objects"), "test", 0);
        archive = new Archive(settings, database, List.of());
        for (int i = 1; i <= 3; i++) {
            Samples.ingest(archive, Samples.ct(i));
        }
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
        database.close();
    }

    private AvailabilityNotices notices(DeliveryWaits waits, RemoteNode... told) {
        var clock = Clock.systemUTC();
        var disclosures = new Disclosures(audit::add, clock);
        var options = NetworkOptions.defaults().withConnectTimeout(Duration.ofSeconds(2));
        return new AvailabilityNotices(
                new AvailabilityNotices.Parts(database, disclosures, OURS, List.of(told), options),
                waits,
                clock);
    }

    private ScriptProcess odil(String... statuses) {
        return ScriptProcess.notified(folder, RIS, port, statuses);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
            Thread.sleep(Duration.ofMillis(100));
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static List<DataSet> created(ScriptProcess odil) {
        return odil.output()
                .lines()
                .filter(line -> line.startsWith("created "))
                .map(line -> line.substring("created ".length()))
                .map(AvailabilityNoticesPeerTest::parsed)
                .toList();
    }

    private static DataSet parsed(String json) {
        try {
            return JsonModel.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<AuditEvent> recorded(Outcome outcome) {
        return audit.stream()
                .filter(event -> event.action() == Action.NOTIFY_AVAILABILITY)
                .filter(event -> event.outcome() == outcome)
                .toList();
    }

    @Test
    void a_destination_is_told_of_every_instance_of_a_study_that_is_complete() throws Exception {
        try (var odil = odil();
                var notices = notices(PATIENT, ris)) {
            notices.start();
            notices.complete(Samples.STUDY);
            await(() -> notices.owed() == 0);

            var notice = created(odil).getFirst();
            assertThat(odil.output()).contains("association of SPIDERS to RIS");
            assertThat(notice.uid(Tags.StudyInstanceUID)).contains(Samples.STUDY);
            assertThat(notice.has(Tags.ReferencedPerformedProcedureStepSequence)).isTrue();
            var series = notice.items(Tags.ReferencedSeriesSequence).getFirst();
            assertThat(series.uid(Tags.SeriesInstanceUID)).contains(Samples.SERIES);
            var instances = series.items(Tags.ReferencedSOPSequence);
            assertThat(instances)
                    .extracting(one -> one.uid(Tags.ReferencedSOPInstanceUID).orElseThrow())
                    .containsExactly(Samples.instance(1), Samples.instance(2), Samples.instance(3));
            assertThat(instances)
                    .allSatisfy(one -> {
                        assertThat(one.uid(Tags.ReferencedSOPClassUID))
                                .contains(UIDs.CTImageStorage);
                        assertThat(one.string(Tags.InstanceAvailability)).contains("ONLINE");
                        assertThat(one.string(Tags.RetrieveAETitle)).contains("SPIDERS");
                    });
            assertThat(recorded(Outcome.SUCCESS)).hasSize(1);
            assertThat(notices.abandonedSince(Instant.EPOCH)).isZero();
        }
    }

    @Test
    void a_notification_that_nobody_took_survives_a_restart() throws Exception {
        try (var first = notices(PATIENT, ris)) {
            first.start();
            first.complete(Samples.STUDY);
            Thread.sleep(Duration.ofMillis(700)); // Some attempts that meet a closed port.
            assertThat(first.owed()).isEqualTo(1);
        }
        try (var odil = odil();
                var second = notices(PATIENT, ris)) {
            second.start();
            await(() -> second.owed() == 0);

            assertThat(created(odil)).hasSize(1);
        }
    }

    @Test
    void what_a_destination_refuses_is_sent_again() throws Exception {
        try (var odil = odil("0110", "0213");
                var notices = notices(PATIENT, ris)) {
            notices.start();
            notices.complete(Samples.STUDY);
            await(() -> notices.owed() == 0);

            assertThat(created(odil)).hasSize(3);
            assertThat(recorded(Outcome.SUCCESS)).hasSize(1);
        }
    }

    @Test
    void a_study_of_which_more_has_come_is_told_again() throws Exception {
        try (var odil = odil();
                var notices = notices(PATIENT, ris)) {
            notices.start();
            notices.complete(Samples.STUDY);
            await(() -> notices.owed() == 0);
            Samples.ingest(archive, Samples.ct(4));
            notices.complete(Samples.STUDY);
            await(() -> notices.owed() == 0);

            var series = created(odil).getLast().items(Tags.ReferencedSeriesSequence);
            assertThat(series.getFirst().items(Tags.ReferencedSOPSequence)).hasSize(4);
        }
    }

    @Test
    void after_its_last_attempt_a_notification_is_given_up_and_said_to_be() throws Exception {
        var twice = new DeliveryWaits(List.of(Duration.ofMillis(50)));
        try (var notices = notices(twice, ris)) {
            notices.start();
            notices.complete(Samples.STUDY);
            await(() -> notices.owed() == 0);

            assertThat(notices.abandonedSince(Instant.now().minusSeconds(120))).isEqualTo(1);
            assertThat(notices.abandonedSince(Instant.now().plusSeconds(60))).isZero();
            await(() -> recorded(Outcome.FAILED).size() == 1);
        }
    }

    @Test
    void nobody_is_told_of_what_is_gone_nor_one_who_is_no_longer_to_be_told() throws Exception {
        try (var notices = notices(PATIENT, ris)) {
            notices.complete(new UID("1.2.3"));
            notices.start();
            await(() -> notices.owed() == 0);
        }
        try (var notices = notices(PATIENT, ris)) {
            notices.complete(Samples.STUDY);
        }
        try (var notices = notices(PATIENT)) {
            notices.complete(Samples.STUDY);
            assertThat(notices.owed()).isEqualTo(1);
            notices.start();
            await(() -> notices.owed() == 0);
            assertThat(notices.abandonedSince(Instant.EPOCH)).isEqualTo(2);
        }
    }
}
