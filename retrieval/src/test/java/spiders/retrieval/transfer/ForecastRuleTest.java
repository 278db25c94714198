// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.region.FetchWindow;
import spiders.region.Source;
import spiders.region.SourceDirectory;
import spiders.retrieval.Forecast;
import spiders.retrieval.store.TransferQueue.Measured;
import spiders.retrieval.store.TransferQueue.Standing;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

class ForecastRuleTest {

    private static final Instant NOW = Instant.parse("2026-12-02T09:00:00Z");
    private static final Measured TEN = new Measured(10e6, 5e6, 500_000);

    private static Source.Builder source(String id) {
        return Source.named(id, id).dicomWeb(URI.create("http://127.0.0.1:1/dicom-web"));
    }

    private static Standing standing(String source, int expected, int received) {
        return new Standing(
                UUID.randomUUID(),
                source,
                false,
                0,
                false,
                Optional.empty(),
                expected,
                received,
                received * 500_000L);
    }

    private static Map<UUID, Forecast> forecasts(
            Source source, Map<String, Measured> measured, List<Standing> standing) {
        return new ForecastRule(
                        new SourceDirectory(List.of(source)), measured, TransferPolicy.DEFAULT)
                .forecasts(NOW, standing);
    }

    private static Forecast of(Map<UUID, Forecast> forecasts, Standing standing) {
        return Objects.requireNonNull(forecasts.get(standing.id()));
    }

    private static Duration after(Optional<Instant> moment) {
        return Duration.between(NOW, moment.orElseThrow());
    }

    @Test
    void one_transfer_takes_what_is_still_to_come_at_the_measured_speed() {
        var one = standing("a", 1000, 200);

        var forecast = of(forecasts(source("a").build(), Map.of("a", TEN), List.of(one)), one);

        assertThat(after(forecast.likely())).isEqualTo(Duration.ofSeconds(40));
        assertThat(after(forecast.cautious())).isEqualTo(Duration.ofSeconds(80));
        assertThat(forecast.measured()).isTrue();
        assertThat(forecast.isReadyBy(NOW.plusSeconds(80))).isTrue();
        assertThat(forecast.isReadyBy(NOW.plusSeconds(79))).isFalse();
    }

    @Test
    void those_behind_wait_for_a_turn() {
        var first = standing("a", 1000, 0);
        var second = standing("a", 200, 0);
        var third = standing("a", 100, 0);

        var forecasts =
                forecasts(
                        source("a").associations(2).build(),
                        Map.of("a", TEN),
                        List.of(first, second, third));

        assertThat(after(of(forecasts, first).likely())).isEqualTo(Duration.ofSeconds(50));
        assertThat(after(of(forecasts, second).likely())).isEqualTo(Duration.ofSeconds(10));
        assertThat(after(of(forecasts, third).likely())).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void what_waits_for_the_night_is_forecast_for_the_night_unless_hurried() {
        var night = source("a").windows(List.of(FetchWindow.quiet("mon-fri 08:00-18:00"))).build();
        var waiting = standing("a", 100, 0);
        var hurried =
                new Standing(UUID.randomUUID(), "a", false, 0, true, Optional.empty(), 100, 0, 0);

        var forecasts = forecasts(night, Map.of("a", TEN), List.of(hurried, waiting));

        assertThat(after(of(forecasts, hurried).likely())).isEqualTo(Duration.ofSeconds(5));
        assertThat(of(forecasts, waiting).likely()).contains(Instant.parse("2026-12-02T17:00:05Z"));
    }

    @Test
    void a_source_that_is_always_spared_never_brings_it() {
        var never = source("a").windows(List.of(FetchWindow.quiet("00:00-00:00"))).build();
        var one = standing("a", 100, 0);

        var forecast = of(forecasts(never, Map.of("a", TEN), List.of(one)), one);

        assertThat(forecast.likely()).isEmpty();
        assertThat(forecast.isReadyBy(NOW.plus(Duration.ofDays(30)))).isFalse();
    }

    @Test
    void without_measures_the_forecast_says_that_it_assumes() {
        var one = standing("a", 0, 0);

        var forecast = of(forecasts(source("a").build(), Map.of(), List.of(one)), one);

        assertThat(forecast.measured()).isFalse();
        assertThat(after(forecast.likely()).toMillis()).isEqualTo(65_750);
    }
}
