// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.UID;
import spiders.rcp.preparation.AlertKind;
import spiders.rcp.preparation.Raised;
import spiders.region.Source;
import spiders.region.SourceDirectory;
import spiders.retrieval.Forecast;
import spiders.retrieval.Message;
import spiders.retrieval.Transfer;
import spiders.retrieval.TransferState;
import spiders.security.PatientKey;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

class AlertRuleTest {

    private static final Instant SESSION = Instant.parse("2026-12-03T13:00:00Z");
    private static final Instant REGISTERED = SESSION.minus(Duration.ofDays(2));
    private static final UID STUDY = new UID("1.2.3");
    private static final SourceDirectory SOURCES =
            new SourceDirectory(
                    List.of(
                            Source.named("lille", "CHU de Lille")
                                    .dicomWeb(URI.create("http://127.0.0.1:1/dicom-web"))
                                    .telephone("03 20 00 00 00")
                                    .build()));

    private static Transfer transfer(TransferState state) {
        return new Transfer(
                UUID.randomUUID(),
                new PatientKey(UUID.randomUUID()),
                STUDY,
                "lille",
                state,
                new Transfer.Counts(0, 0, 0, 0, 0, 0),
                new Transfer.Timing(Duration.ZERO, 0),
                Message.NONE,
                "",
                List.of());
    }

    private static AlertRule.Facts facts(
            Readiness.State state, List<WishStatus> wishes, Transfer... transfers) {
        return facts(state, 1, wishes, transfers);
    }

    /** Facts of so many examinations that were found and are proposed, or ordered. */
    private static AlertRule.Facts facts(
            Readiness.State state, int found, List<WishStatus> wishes, Transfer... transfers) {
        var readiness =
                new Readiness(
                        state,
                        new Readiness.Studies(found, found, 0, 0, 0),
                        new Readiness.Objects(0, 0, 0, 0),
                        wishes,
                        List.of("lille"));
        return new AlertRule.Facts(
                SESSION, REGISTERED, readiness, List.of(), Map.of(), List.of(transfers));
    }

    private static List<Raised> raised(
            Duration before, Map<UUID, Forecast> forecasts, AlertRule.Facts facts) {
        return new AlertRule(SOURCES, forecasts, SESSION.minus(before)).raised(facts);
    }

    private static Forecast at(Duration before) {
        var moment = Optional.of(SESSION.minus(before));
        return new Forecast(moment, moment, true, false, false);
    }

    private static WishStatus wish(WishStatus.State state) {
        return new WishStatus(
                new ImagingWish("TEP", Set.of("PT"), Set.of(), 3, 0), state, "20261101");
    }

    @Test
    void what_is_forecast_within_the_last_hour_is_late_and_says_when_and_whom_to_call() {
        var coming = transfer(TransferState.ORDERED);
        var facts = facts(Readiness.State.ARRIVING, List.of(), coming);
        var soon = Map.of(coming.id(), at(Duration.ofMinutes(61)));
        var late = Map.of(coming.id(), at(Duration.ofMinutes(59)));

        assertThat(raised(Duration.ofHours(5), soon, facts)).isEmpty();
        assertThat(raised(Duration.ofHours(5), late, facts))
                .containsExactly(
                        new Raised(
                                AlertKind.LATE,
                                "1.2.3",
                                List.of("CHU de Lille", "03 20 00 00 00", "2026-12-03T12:01:00Z")));
        assertThat(raised(Duration.ofMinutes(59), late, facts)).as("it still comes").isEmpty();
    }

    @Test
    void what_nobody_can_forecast_is_late_without_a_moment() {
        var coming = transfer(TransferState.RETRYING);
        var facts = facts(Readiness.State.ARRIVING, List.of(), coming);
        var failing =
                new Forecast(
                        Optional.of(SESSION.minus(Duration.ofDays(1))),
                        Optional.of(SESSION.minus(Duration.ofDays(1))),
                        true,
                        true,
                        false);

        assertThat(raised(Duration.ofDays(5), Map.of(coming.id(), failing), facts))
                .extracting(Raised::arguments)
                .containsExactly(List.of("CHU de Lille", "03 20 00 00 00", ""));
        assertThat(raised(Duration.ofDays(5), Map.of(), facts)).as("just ordered").isEmpty();
        var held = facts(Readiness.State.ARRIVING, List.of(), transfer(TransferState.HELD));
        assertThat(raised(Duration.ofDays(5), Map.of(), held)).hasSize(1);
    }

    @Test
    void a_transfer_that_was_given_up_is_told_at_once() {
        var facts =
                facts(Readiness.State.INCOMPLETE, List.of(), transfer(TransferState.INCOMPLETE));

        assertThat(raised(Duration.ofDays(20), Map.of(), facts))
                .extracting(Raised::kind)
                .containsExactly(AlertKind.TRANSFER_FAILED);
    }

    /** Until 0.1.0 it was given up, and told of only then. */
    @Test
    void a_transfer_whose_quick_attempts_are_used_up_is_told_until_it_succeeds() {
        var moment = Optional.of(SESSION.minus(Duration.ofDays(1)));
        var exhausted = new Forecast(moment, moment, true, true, true);
        for (var state : List.of(TransferState.RETRYING, TransferState.RUNNING)) {
            var coming = transfer(state);
            var facts = facts(Readiness.State.ARRIVING, List.of(), coming);

            assertThat(raised(Duration.ofDays(5), Map.of(coming.id(), exhausted), facts))
                    .containsExactly(
                            new Raised(
                                    AlertKind.TRANSFER_FAILED,
                                    "1.2.3",
                                    List.of("CHU de Lille", "03 20 00 00 00")));
        }
        var there = transfer(TransferState.VERIFIED);
        var facts = facts(Readiness.State.READY, List.of(wish(WishStatus.State.VERIFIED)), there);
        assertThat(raised(Duration.ofDays(5), Map.of(there.id(), exhausted), facts)).isEmpty();
    }

    /** Until 0.1.0 nothing was told of it. */
    @Test
    void a_case_for_which_nobody_could_search_is_told_and_one_just_registered_is_not() {
        var facts =
                facts(Readiness.State.NOT_SEARCHED, List.of(wish(WishStatus.State.NOT_SEARCHED)));
        var age = Duration.ofDays(2);

        assertThat(raised(age.minusMinutes(14), Map.of(), facts))
                .extracting(Raised::kind)
                .doesNotContain(AlertKind.NOT_SEARCHED);
        assertThat(raised(age.minusMinutes(15), Map.of(), facts))
                .extracting(Raised::kind)
                .contains(AlertKind.NOT_SEARCHED);
    }

    @Test
    void what_can_wait_is_told_three_days_before() {
        var facts = facts(Readiness.State.TO_CHOOSE, List.of(wish(WishStatus.State.NOT_FOUND)));

        assertThat(raised(Duration.ofHours(73), Map.of(), facts)).isEmpty();
        assertThat(raised(Duration.ofDays(3), Map.of(), facts))
                .extracting(Raised::kind)
                .containsExactly(
                        AlertKind.NOT_CHOSEN, AlertKind.EXAM_MISSING, AlertKind.SOURCE_SILENT);
    }

    /** Until 0.1.0 a clinician was told to choose among examinations that no rule asks for. */
    @Test
    void nobody_is_told_to_choose_where_nothing_is_proposed() {
        var wishes = List.of(wish(WishStatus.State.TOO_OLD));

        assertThat(
                        raised(
                                Duration.ofDays(1),
                                Map.of(),
                                facts(Readiness.State.TO_CHOOSE, 0, wishes)))
                .extracting(Raised::kind)
                .containsExactly(AlertKind.EXAM_MISSING, AlertKind.SOURCE_SILENT);
        assertThat(
                        raised(
                                Duration.ofDays(1),
                                Map.of(),
                                facts(Readiness.State.TO_CHOOSE, 0, List.of())))
                .extracting(Raised::kind)
                .contains(AlertKind.NOT_CHOSEN);
    }

    @Test
    void an_identity_to_confirm_is_told_even_while_others_come() {
        var facts =
                facts(
                        Readiness.State.INCOMPLETE,
                        List.of(wish(WishStatus.State.IDENTITY_TO_CONFIRM)));

        assertThat(raised(Duration.ofHours(5), Map.of(), facts))
                .extracting(Raised::kind)
                .contains(AlertKind.IDENTITY);
    }

    @Test
    void a_silent_source_is_no_matter_where_nothing_is_missing() {
        var facts = facts(Readiness.State.READY, List.of(wish(WishStatus.State.VERIFIED)));

        assertThat(raised(Duration.ofHours(5), Map.of(), facts)).isEmpty();
    }

    @Test
    void nothing_is_told_once_the_session_has_begun() {
        var facts = facts(Readiness.State.INCOMPLETE, List.of(), transfer(TransferState.FAILED));

        assertThat(raised(Duration.ZERO, Map.of(), facts)).isEmpty();
    }
}
