// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.PatientIdentifier;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.security.PatientKey;
import spiders.security.store.TestDatabases;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a session needs is tried again until the session. Until 0.1.0 five attempts ended it. */
class UntilNeededTest {

    private static final PatientIdentifier LILLE_7 = new PatientIdentifier("LILLE", "IPP-7");
    private static final int QUICK_ATTEMPTS = TestHub.QUICK.fruitlessAttempts();
    private static final Pace REAL = Pace.of(Clock.systemUTC());

    @TempDir Path folder;
    private HikariDataSource database;

    @BeforeEach
    void database() {
        database = TestDatabases.fresh("security", "archive", "retrieval");
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** So many times as fast as the machine's clock. */
    private static Pace fast(double speed) {
        return new Pace(new FastClock(speed, Instant.now(), System.nanoTime()), speed);
    }

    private static final class FastClock extends Clock {

        private final double speed;
        private final Instant start;
        private final long nanos;

        FastClock(double speed, Instant start, long nanos) {
            this.speed = speed;
            this.start = start;
            this.nanos = nanos;
        }

        @Override
        public Instant instant() {
            return start.plusNanos((long) ((System.nanoTime() - nanos) * speed));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void a_source_that_comes_back_after_the_quick_attempts_brings_it_and_nobody_acts()
            throws Exception {
        var pace = fast(600);
        try (var pacs = pacs();
                var hub = hub(pace, dimse(pacs))) {
            var id = ordered(hub, pacs, new Fault.Refuse(), pace.now().plus(Duration.ofHours(6)));

            var waiting =
                    hub.await(
                            id,
                            one ->
                                    one.timing().attempts() > QUICK_ATTEMPTS + 1
                                            && one.state() == TransferState.RETRYING);
            assertThat(waiting.message().key()).isEqualTo("region.failure.CALLER_UNKNOWN");
            assertThat(hub.retrieval.transfers().forecasts().values())
                    .hasSize(1)
                    .allMatch(Forecast::exhausted);
            pacs.fault(new Fault.None());

            assertThat(hub.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
            assertThat(hub.retrieval.transfers().forecasts()).isEmpty();
        }
    }

    @Test
    void a_session_that_passes_ends_it() throws Exception {
        var pace = fast(600);
        try (var pacs = pacs();
                var hub = hub(pace, dimse(pacs))) {
            var session = pace.now().plus(Duration.ofMinutes(40));
            var id = ordered(hub, pacs, new Fault.Refuse(), session);

            var ended = hub.awaitFinal(id);

            assertThat(ended.state()).isEqualTo(TransferState.FAILED);
            assertThat(ended.timing().attempts()).isGreaterThan(QUICK_ATTEMPTS);
            assertThat(pace.now()).isAfter(session);
        }
    }

    @Test
    void objects_that_are_refused_each_time_end_it_with_the_quick_attempts() throws Exception {
        try (var pacs = pacs();
                var hub = hub(REAL, dimse(pacs))) {
            var session = Instant.now().plus(Duration.ofDays(3));
            var id = ordered(hub, pacs, new Fault.Truncated(100), session);

            var ended = hub.awaitFinal(id);

            assertThat(ended.state()).isEqualTo(TransferState.FAILED);
            assertThat(ended.timing().attempts()).isEqualTo(QUICK_ATTEMPTS);
        }
    }

    @Test
    void a_source_that_does_not_let_us_ends_it_with_the_quick_attempts() throws Exception {
        try (var pacs = pacs();
                var hub = hub(REAL, web(pacs))) {
            var session = Instant.now().plus(Duration.ofDays(3));
            var id = ordered(hub, pacs, new Fault.Refuse(), session);

            var ended = hub.awaitFinal(id);

            assertThat(ended.state()).isEqualTo(TransferState.FAILED);
            assertThat(ended.message().key()).isEqualTo("region.failure.NOT_ALLOWED");
            assertThat(ended.timing().attempts()).isEqualTo(QUICK_ATTEMPTS);
        }
    }

    @Test
    void a_restart_keeps_the_wait_and_a_person_need_not() throws Exception {
        try (var pacs = pacs()) {
            UUID id;
            try (var hub = hub(REAL, dimse(pacs))) {
                var session = Instant.now().plus(Duration.ofDays(3));
                id = ordered(hub, pacs, new Fault.Refuse(), session);
                hub.await(
                        id,
                        one ->
                                one.timing().attempts() == QUICK_ATTEMPTS
                                        && one.state() == TransferState.RETRYING);
            }
            pacs.fault(new Fault.None());
            try (var hub = hub(REAL, dimse(pacs))) {
                Thread.sleep(2500);
                assertThat(hub.transfer(id).state()).isEqualTo(TransferState.RETRYING);
                assertThat(hub.transfer(id).timing().attempts()).isEqualTo(QUICK_ATTEMPTS);

                hub.retrieval.transfers().retry(TestHub.CLINICIAN, hub.purpose, id);

                assertThat(hub.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
            }
        }
    }

    /** Finds the study, then lets the PACS misbehave, and orders it. */
    private static UUID ordered(TestHub hub, Pacs pacs, Fault fault, Instant session)
            throws InterruptedException {
        PatientKey patient = hub.registerElodie(LILLE_7);
        var offers = hub.search(patient).offers();
        pacs.fault(fault);
        return hub.retrieval
                .transfers()
                .order(TestHub.CLINICIAN, hub.purpose, patient, offers, Optional.of(session))
                .getFirst();
    }

    private Pacs pacs() throws IOException {
        var objects = folder.resolve("lille");
        TestStudy.of(TestStudy.ELODIE, 1, 3).write(objects);
        return Pacs.start(PacsSettings.of("LILLE", objects).withWebPort(0));
    }

    private static Source dimse(Pacs pacs) {
        return Source.named("lille", "CHU de Lille")
                .dimse(pacs.node())
                .retrieve(List.of(Retrieve.GET))
                .issuer("LILLE")
                .build();
    }

    private static Source web(Pacs pacs) {
        return Source.named("lille", "CHU de Lille")
                .dicomWeb(pacs.webBase().orElseThrow())
                .retrieve(List.of(Retrieve.WADO))
                .issuer("LILLE")
                .build();
    }

    private TestHub hub(Pace pace, Source source) throws IOException {
        return TestHub.open(database, folder.resolve("archive"), 0, pace, source);
    }
}
