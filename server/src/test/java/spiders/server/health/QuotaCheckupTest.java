// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.archive.ArchivePolicy;
import spiders.archive.Duplicates;
import spiders.archive.OriginQuota;
import spiders.archive.Quota;
import spiders.archive.Quotas;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

class QuotaCheckupTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-15T10:00:00Z"));

    private static QuotaCheckup checkup(Quota whole, long held, long heldOfWest) {
        var west = new OriginQuota("west", Set.of("angers"), new Quota.Bytes(100, 80));
        var policy = new ArchivePolicy(Duplicates.REFUSE, whole, List.of(west));
        return new QuotaCheckup(new Quotas(policy, () -> held, _ -> heldOfWest, CLOCK));
    }

    @ParameterizedTest
    @CsvSource({"79, 0", "80, 1", "99, 1", "100, 2", "150, 2"})
    void a_quota_of_origins_warns_and_is_full(long held, int expected) {
        var findings = checkup(new Quota.None(), 1_000_000, held).look();

        var reasons =
                List.of(
                        List.<Reason>of(),
                        List.of(Reason.QUOTA_WARNING),
                        List.of(Reason.QUOTA_FULL));
        assertThat(findings)
                .extracting(Finding::reason)
                .containsExactlyElementsOf(reasons.get(expected));
        assertThat(findings).allSatisfy(one -> assertThat(one.detail()).startsWith("west "));
    }

    @Test
    void so_does_that_of_the_whole_archive() {
        assertThat(checkup(new Quota.Bytes(100, 80), 85, 0).look())
                .extracting(Finding::reason)
                .containsExactly(Reason.QUOTA_WARNING);
        assertThat(checkup(new Quota.Bytes(100, 80), 100, 100).look())
                .extracting(Finding::reason)
                .containsExactly(Reason.QUOTA_FULL, Reason.QUOTA_FULL);
        assertThat(Reason.QUOTA_FULL.level()).isEqualTo(Level.DEGRADED);
        assertThat(Reason.QUOTA_FULL.word()).isEqualTo("quota-full");
    }
}
