// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

import spiders.archive.OriginQuota;
import spiders.archive.Quota;
import spiders.archive.Quotas;
import spiders.archive.store.VerificationTable;
import spiders.region.Source;
import spiders.retrieval.store.OperationQueries;
import spiders.security.AuditForwarding;
import spiders.security.store.AnchorTable;
import spiders.security.store.AuditChain;
import spiders.server.backup.store.BackupTable;
import spiders.server.health.Certificates;
import spiders.server.health.DiskCheckup;
import spiders.server.health.Health;
import spiders.server.health.Level;
import spiders.server.health.Reason;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Health and work as numbers; what has to be counted is counted as it is read. */
final class OperationMetrics {

    private static final double MILLIS = 1000;
    private static final double DAY_SECONDS = 86_400;

    private final MeterRegistry registry;
    private final Parts parts;
    private final List<Source> sources;
    private final MultiGauge transfers;

    /** What is asked. */
    record Parts(
            Health health,
            DiskCheckup disk,
            Certificates certificates,
            BackupTable backups,
            VerificationTable verifications,
            OperationQueries work,
            Quotas quotas,
            AuditChain chain,
            AnchorTable anchors,
            List<AuditForwarding> forwardings) {}

    OperationMetrics(MeterRegistry registry, Parts parts, List<Source> sources) {
        this.registry = registry;
        this.parts = parts;
        this.sources = List.copyOf(sources);
        this.transfers =
                MultiGauge.builder("spiders.transfers")
                        .description("Transfers by source and state")
                        .register(registry);
        health();
        work();
        quotas();
        audit();
    }

    /** Counts anew what has changing labels; to be called before each reading. */
    void refresh() {
        if (isDatabaseAway()) {
            return;
        }
        var counts = new HashMap<Tags, Long>();
        for (var count : parts.work().transfers()) {
            var state = count.state().toLowerCase(Locale.ROOT);
            counts.merge(
                    Tags.of("source", known(count.source()), "state", state),
                    count.number(),
                    Long::sum);
        }
        var rows = new ArrayList<Row<?>>();
        counts.forEach((tags, number) -> rows.add(Row.of(tags, number)));
        transfers.register(rows, true);
    }

    /** A source that is configured no more is one of the others. */
    private String known(String id) {
        return sources.stream().anyMatch(source -> source.id().equals(id)) ? id : "other";
    }

    private static int number(Level level) {
        return switch (level) {
            case READY -> 0;
            case DEGRADED -> 1;
            case DOWN -> 2;
        };
    }

    private void health() {
        gauge(
                "spiders.health.level",
                "0 ready, 1 degraded, 2 down",
                Tags.empty(),
                asked -> number(asked.health().report().level()));
        for (var reason : Reason.values()) {
            gauge(
                    "spiders.health.reason",
                    "1 while this is a reason not to be simply ready",
                    Tags.of("reason", reason.word()),
                    asked -> asked.health().report().reasons().contains(reason) ? 1 : 0);
        }
        gauge(
                "spiders.disk.usable.bytes",
                "Room for data, bytes",
                Tags.empty(),
                asked -> asked.disk().usableBytes());
        for (var use : parts.certificates().ends().keySet()) {
            gauge(
                    "spiders.certificate.left.days",
                    "Days until our certificate ends",
                    Tags.of("use", use),
                    asked -> daysLeft(asked.certificates(), use));
        }
        for (var source : sources) {
            counted(
                    "spiders.source.silent",
                    "1 while a source did not answer when it was last asked",
                    Tags.of("source", source.id()),
                    asked -> isSilent(asked.work(), source.id()) ? 1 : 0);
        }
    }

    private void work() {
        counted(
                "spiders.backup.age.seconds",
                "Seconds since the newest whole backup",
                Tags.empty(),
                asked -> age(asked.backups().newest()));
        counted(
                "spiders.verification.age.seconds",
                "Seconds since the newest check of the objects ended",
                Tags.empty(),
                asked -> age(asked.verifications().lastFinished().map(last -> last.at())));
        counted(
                "spiders.verification.lost",
                "Objects that it found missing or damaged",
                Tags.empty(),
                asked -> asked.verifications().lastFinished().map(last -> last.lost()).orElse(0L));
        counted(
                "spiders.jobs.waiting",
                "Jobs that are due and not taken",
                Tags.empty(),
                asked -> asked.work().lateJobs(Instant.now()));
    }

    private void quotas() {
        var all = parts.quotas();
        if (all.limit() instanceof Quota.Bytes(long bytes, int _)) {
            quota("archive", bytes, quotas -> quotas.whole().held());
        }
        for (var one : all.limits()) {
            quota(one.name(), one.limit().bytes(), quotas -> held(quotas, one));
        }
    }

    private static double held(Quotas quotas, OriginQuota quota) {
        return quotas.origins().stream()
                .filter(state -> state.quota().equals(quota))
                .mapToDouble(Quotas.OriginState::held)
                .sum();
    }

    private void quota(String name, long limit, ToDoubleFunction<Quotas> held) {
        var tags = Tags.of("quota", name);
        counted(
                "spiders.quota.held.bytes",
                "Bytes that count for a quota",
                tags,
                asked -> held.applyAsDouble(asked.quotas()));
        gauge("spiders.quota.limit.bytes", "Bytes that a quota allows", tags, _ -> limit);
    }

    private void audit() {
        counted(
                "spiders.audit.waiting",
                "Records that have no place in the audit's chain yet",
                Tags.empty(),
                asked -> asked.chain().waiting().count());
        counted(
                "spiders.audit.unsent",
                "Records that wait for the collector of the audit",
                Tags.empty(),
                asked ->
                        asked.forwardings().stream().mapToLong(one -> one.waiting().count()).sum());
        counted(
                "spiders.audit.anchor.age.seconds",
                "Seconds since the newest anchor of the audit",
                Tags.empty(),
                asked -> age(asked.anchors().last().map(signed -> signed.anchor().at())));
    }

    /** What only the database knows: not asked while it is away, for that would take long. */
    private void counted(String name, String meaning, Tags tags, ToDoubleFunction<Parts> value) {
        gauge(
                name,
                meaning,
                tags,
                asked -> isDatabaseAway() ? Double.NaN : value.applyAsDouble(asked));
    }

    private boolean isDatabaseAway() {
        return parts.health().report().reasons().contains(Reason.DATABASE_DOWN);
    }

    private void gauge(String name, String meaning, Tags tags, ToDoubleFunction<Parts> value) {
        Gauge.builder(name, parts, value).description(meaning).tags(tags).register(registry);
    }

    private static double daysLeft(Certificates certificates, String use) {
        var end = Optional.ofNullable(certificates.ends().get(use));
        return end.map(at -> Duration.between(Instant.now(), at).toSeconds() / DAY_SECONDS)
                .orElse(Double.NaN);
    }

    private static boolean isSilent(OperationQueries work, String source) {
        return work.silentSources(Instant.now().minus(Duration.ofHours(24))).contains(source);
    }

    private static double age(Optional<Instant> since) {
        return since.map(at -> Duration.between(at, Instant.now()).toMillis() / MILLIS)
                .orElse(Double.NaN);
    }
}
