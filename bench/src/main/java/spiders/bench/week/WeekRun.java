// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.rcp.CaseQuestion;
import spiders.rcp.CaseReason;
import spiders.rcp.CaseRegistration;
import spiders.rcp.CaseStanding;
import spiders.rcp.Session;
import spiders.rcp.preparation.Alert;
import spiders.retrieval.Pace;
import spiders.retrieval.StudyOffer;
import spiders.security.Purpose;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Lives a plan: the hub looks at its cases as the server makes it, while people register cases,
 * devices make examinations and sources fail, each at the hour that was drawn.
 */
final class WeekRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WeekRun.class);

    /** As the server has them. */
    private static final Duration LOOK_AT_ALL = Duration.ofMinutes(1);

    /** The clock waits where a look takes longer: to a real hub it would be a second. */
    private static final Duration LEASH = Duration.ofMinutes(15);

    private static final Duration LOOK_AT_CHANGED = Duration.ofSeconds(5);

    /** Something that happens to the hub. */
    private record Event(Instant at, Runnable what) {}

    /** How a case stood a while before its session. */
    record Sample(
            PlannedCase planned, UUID id, Optional<CaseStanding> standing, List<Alert> alerts) {}

    private final WeekScale scale;
    private final WeekPlan plan;
    private final WeekSources sources;
    private final FastClock clock;
    private final WeekHub hub;
    private final Map<PlannedCase, UUID> registered = new HashMap<>();
    private final List<Sample> hourBefore = new ArrayList<>();
    private final List<Sample> atBeginning = new ArrayList<>();
    private final List<Double> looks = new ArrayList<>();
    private volatile boolean over;

    WeekRun(WeekScale scale, Path folder) throws IOException, InterruptedException {
        this.scale = scale;
        plan = new WeekPlan(scale);
        sources = WeekSources.start(scale, plan, folder.resolve("sources"));
        clock = FastClock.at(scale.start(), scale.speed());
        hub =
                WeekHub.open(
                        folder.resolve("hub"),
                        new WeekBoards(scale, plan),
                        sources.described(),
                        new Pace(clock, scale.speed()));
    }

    /** Lives it to its end, and says what came of it. */
    WeekResult live() throws IOException, InterruptedException {
        hub.start();
        hub.preparation().lookAtAll(); // What is loaded at the first look is loaded before.
        clock.goOn(LEASH);
        try (var jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            jobs.execute(() -> repeat(LOOK_AT_ALL, this::lookAtAll));
            jobs.execute(() -> repeat(LOOK_AT_CHANGED, hub.preparation()::lookAtChanged));
            for (var event : events()) {
                clock.await(event.at());
                event.what().run();
            }
            clock.await(scale.end());
            over = true;
            jobs.shutdown();
            jobs.awaitTermination(1, TimeUnit.MINUTES);
        }
        return new WeekResult(scale, plan, sources, hub, hourBefore, atBeginning, looks);
    }

    private void lookAtAll() {
        long start = System.nanoTime();
        hub.preparation().lookAtAll();
        looks.add((System.nanoTime() - start) / 1e6);
        clock.goOn(LEASH);
    }

    private void repeat(Duration every, Runnable work) {
        while (!over) {
            var next = clock.instant().plus(every);
            try {
                work.run();
                clock.await(next);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("a job of the week failed", e);
            }
        }
    }

    private List<Event> events() {
        var events = new ArrayList<Event>();
        for (var exam : plan.exams()) {
            if (!exam.made().isBefore(scale.start())) {
                events.add(new Event(exam.made(), () -> sources.made(exam)));
            }
        }
        for (var turn : plan.turns()) {
            events.add(new Event(turn.at(), () -> sources.turn(turn.source(), turn.fault())));
        }
        for (var planned : plan.cases()) {
            var session = plan.session(planned);
            events.add(new Event(planned.registered(), () -> register(planned)));
            if (plan.isChoosing(planned.board()) && planned.chosen().isPositive()) {
                events.add(new Event(session.minus(planned.chosen()), () -> choose(planned)));
            }
            events.add(
                    new Event(
                            session.minus(Duration.ofHours(1)),
                            () -> hourBefore.add(sample(planned))));
            events.add(
                    new Event(
                            session.minus(Duration.ofMinutes(1)),
                            () -> atBeginning.add(sample(planned))));
        }
        return events.stream().sorted(Comparator.comparing(Event::at)).toList();
    }

    private Session session(PlannedCase planned) {
        return hub.store()
                .sessions()
                .ofBoard(WeekBoards.id(planned.board()), planned.day(), planned.day().plusDays(1))
                .getFirst();
    }

    private void register(PlannedCase planned) {
        var asked = new CaseQuestion("What next?", CaseReason.TREATMENT_PROPOSAL, true, false);
        var registration =
                new CaseRegistration(
                        session(planned).id(),
                        planned.patient().traits(),
                        planned.patient().identifiers(),
                        asked,
                        false);
        registered.put(planned, hub.cases().register(WeekBoards.CLINICIAN, registration).id());
    }

    private UUID id(PlannedCase planned) {
        return Objects.requireNonNull(registered.get(planned), "registered before it is asked for");
    }

    /** Orders what is certainly the patient's, and does nothing else. */
    private void choose(PlannedCase planned) {
        var id = id(planned);
        var session = session(planned);
        var purpose = new Purpose.BoardSession(session.id(), id);
        var patient = hub.store().cases().boardCase(id).orElseThrow().patient();
        var found = hub.retrieval().search().latest(WeekBoards.CLINICIAN, purpose);
        var offers =
                found.map(result -> result.offers()).orElse(List.of()).stream()
                        .filter(StudyOffer::isProposable)
                        .toList();
        if (!offers.isEmpty()) {
            hub.retrieval()
                    .transfers()
                    .order(
                            WeekBoards.CLINICIAN,
                            purpose,
                            patient,
                            offers,
                            Optional.of(plan.session(planned)));
        }
    }

    private Sample sample(PlannedCase planned) {
        var id = id(planned);
        var session = List.of(session(planned).id());
        var standings =
                hub.store().preparation().standings(session).stream()
                        .collect(Collectors.toMap(CaseStanding::boardCase, one -> one));
        var alerts =
                hub.store().preparation().open(session).stream()
                        .filter(alert -> alert.boardCase().equals(id))
                        .toList();
        return new Sample(planned, id, Optional.ofNullable(standings.get(id)), alerts);
    }

    @Override
    public void close() throws IOException {
        over = true;
        hub.close();
        sources.close();
    }
}
