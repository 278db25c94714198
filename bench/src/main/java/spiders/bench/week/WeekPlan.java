// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import spiders.region.Centres;
import spiders.testkit.pacs.Fault;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Everything that is to happen to the hub, drawn from a seed. */
final class WeekPlan {

    /** What a source does from a moment on. */
    record Turn(Instant at, Temper source, Fault fault) {}

    private static final Duration HOUR = Duration.ofHours(1);
    private static final LocalTime OPENS = LocalTime.of(7, 30);
    private static final Duration WORKDAY = Duration.ofHours(11);

    /** What each device makes of people who are nobody's business here. */
    private static final int STRANGERS_A_DAY = 2;

    static final int FIRST_STRANGER = 100_000;
    private static final double PRESENTED_TWICE = 0.06;
    private static final double STRANGE = 0.04;

    /** A board whose clinicians choose: the last one. The rules of the others order. */
    private final int choosing;

    private final WeekScale scale;
    private final Random random;
    private final List<String> centres;
    private final List<PlannedCase> cases = new ArrayList<>();
    private final List<Exam> exams = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    WeekPlan(WeekScale scale) {
        this.scale = scale;
        this.random = new Random(scale.seed());
        this.centres = Centres.load().all().stream().map(centre -> centre.id()).toList();
        this.choosing = scale.boards().size() - 1;
        drawCases();
        drawStrangers();
        drawFaults();
    }

    List<PlannedCase> cases() {
        return List.copyOf(cases);
    }

    List<Exam> exams() {
        return List.copyOf(exams);
    }

    List<Turn> turns() {
        return List.copyOf(turns);
    }

    /** Whether a board wants a recent MR beside the CT. */
    static boolean wantsMR(int board) {
        return board % 2 == 1;
    }

    boolean isChoosing(int board) {
        return board == choosing;
    }

    private List<LocalDate> weekdays() {
        return scale.first()
                .datesUntil(scale.first().plusDays(scale.days()))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .toList();
    }

    Instant session(PlannedCase planned) {
        return session(planned.board(), planned.day());
    }

    private Instant session(int board, LocalDate day) {
        return day.atTime(scale.boards().get(board)).atZone(WeekScale.ZONE).toInstant();
    }

    private void drawCases() {
        var days = weekdays();
        int people = 0;
        for (int i = 0; i < scale.cases(); i++) {
            int slot = i % (days.size() * scale.boards().size());
            int board = slot % scale.boards().size();
            var day = days.get(slot / scale.boards().size());
            boolean isAgain = i > 0 && board > 0 && random.nextDouble() < PRESENTED_TWICE;
            var person = isAgain ? cases.getLast().patient() : new Person(people++);
            var planned = drawn(person, board, day);
            cases.add(planned);
            if (!isAgain) {
                drawExams(planned);
            }
        }
    }

    private PlannedCase drawn(Person person, int board, LocalDate day) {
        var session = session(board, day);
        var longest = Duration.between(scale.start(), session).minus(Duration.ofHours(2));
        var lead = Duration.ofHours(2).plus(part(longest));
        boolean forgets = random.nextDouble() < 0.15;
        var chosen = forgets ? Duration.ZERO : HOUR.plus(part(lead.minus(HOUR)));
        return new PlannedCase(person, board, day, session.minus(lead), chosen);
    }

    private Duration part(Duration whole) {
        return Duration.ofSeconds((long) (whole.toSeconds() * random.nextDouble()));
    }

    /** A year-old CT mostly; a new one before the week, within it, or never; the same of MR. */
    private void drawExams(PlannedCase planned) {
        if (random.nextDouble() < 0.8) {
            exam(planned, scale.start().minus(days(200, 400)), Exam.Modality.CT);
        }
        drawCurrent(planned, Exam.Modality.CT);
        drawCurrent(planned, Exam.Modality.MR);
    }

    private void drawCurrent(PlannedCase planned, Exam.Modality modality) {
        double chance = random.nextDouble();
        if (chance < 0.5) {
            exam(planned, scale.start().minus(days(2, 60)), modality);
        } else if (chance < 0.95) {
            var before = Duration.between(scale.start(), session(planned)).minusMinutes(30);
            exam(planned, scale.start().plus(part(before)), modality);
        }
    }

    private Duration days(int least, int most) {
        return Duration.ofDays(least).plus(part(Duration.ofDays(most - least)));
    }

    private void exam(PlannedCase planned, Instant made, Exam.Modality modality) {
        exam(made, modality, planned.patient(), random.nextDouble() < STRANGE);
    }

    /** At one of the devices, whose centre has its images in one of the sources. */
    private void exam(Instant made, Exam.Modality modality, Person patient, boolean isStrange) {
        boolean isCT = modality == Exam.Modality.CT;
        int device = random.nextInt(isCT ? scale.ct() : scale.mr()) + (isCT ? 0 : scale.ct());
        int centre = device % centres.size();
        exams.add(
                new Exam(
                        exams.size() + 1,
                        made,
                        scale.sources().get(centre % scale.sources().size()),
                        centres.get(centre),
                        modality,
                        patient,
                        isStrange));
    }

    private void drawStrangers() {
        int number = FIRST_STRANGER;
        for (var day : weekdays()) {
            var opens = day.atTime(OPENS).atZone(WeekScale.ZONE).toInstant();
            for (int i = 0; i < (scale.ct() + scale.mr()) * STRANGERS_A_DAY; i++) {
                var modality =
                        i < scale.ct() * STRANGERS_A_DAY ? Exam.Modality.CT : Exam.Modality.MR;
                exam(opens.plus(part(WORKDAY)), modality, new Person(number++), false);
            }
        }
    }

    private void drawFaults() {
        for (var hour = scale.start(); hour.isBefore(scale.end()); hour = hour.plus(HOUR)) {
            turns.add(new Turn(hour.plus(part(HOUR)), Temper.FLAKY, fault()));
        }
        if (scale.days() == 1) {
            turns.add(new Turn(scale.start(), Temper.OFF, new Fault.Silent()));
            return;
        }
        var monday = scale.first().plusDays(1).atTime(12, 0).atZone(WeekScale.ZONE);
        turns.add(new Turn(monday.toInstant(), Temper.OFF, new Fault.Silent()));
        turns.add(new Turn(monday.plusDays(3).toInstant(), Temper.OFF, new Fault.None()));
    }

    private Fault fault() {
        return switch (random.nextInt(7)) {
            case 0 -> new Fault.Refuse();
            case 1 -> new Fault.Silent();
            case 2, 3 -> new Fault.Abort(1 + random.nextInt(scale.objects()));
            case 4 -> new Fault.FailedObjects(1 + random.nextInt(3));
            default -> new Fault.None();
        };
    }
}
