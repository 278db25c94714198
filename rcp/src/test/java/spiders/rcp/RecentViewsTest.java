// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.security.TestClock;
import spiders.security.UserName;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

class RecentViewsTest {

    private static final UserName CLINICIAN = new UserName("dr.demo");
    private static final UserName SECRETARY = new UserName("secretaire.demo");

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final RecentViews views = new RecentViews(clock);
    private final UUID boardCase = UUID.randomUUID();

    @Test
    void a_page_that_keeps_asking_is_one_look() {
        assertThat(views.isNew(CLINICIAN, boardCase)).isTrue();
        for (int i = 0; i < 100; i++) {
            clock.pass(Duration.ofSeconds(30));
            assertThat(views.isNew(CLINICIAN, boardCase)).isFalse();
        }
    }

    @Test
    void another_person_or_another_case_is_a_look_of_its_own() {
        views.isNew(CLINICIAN, boardCase);

        assertThat(views.isNew(SECRETARY, boardCase)).isTrue();
        assertThat(views.isNew(CLINICIAN, UUID.randomUUID())).isTrue();
    }

    @Test
    void after_a_pause_it_is_a_new_look() {
        views.isNew(CLINICIAN, boardCase);
        clock.pass(RecentViews.PAUSE.plusSeconds(1));

        assertThat(views.isNew(CLINICIAN, boardCase)).isTrue();
    }
}
