// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.archive.ArchivePolicy;
import spiders.archive.Duplicates;
import spiders.archive.OriginQuota;
import spiders.archive.Quota;
import spiders.archive.lifecycle.RetentionPolicy;
import spiders.archive.lifecycle.RetentionPolicy.AfterBoard;
import spiders.archive.lifecycle.RetentionRule;
import spiders.region.Source;
import spiders.server.configuration.Configuration.LifeCycle;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads how long objects stay, and what is taken in. */
final class LifeCycleReader {

    private static final int WARNING_PERCENT = 85;
    private static final Duration REJECTED = Duration.ofDays(30);
    private static final String NEVER = "never";

    /** As metrics name the quota of the whole archive. */
    private static final String WHOLE = "archive";

    private LifeCycleReader() {}

    /** {@code sources} are those of the same file: an id stands for its AE title too. */
    static LifeCycle read(Section archive, Section retention, List<Source> sources) {
        var policy = policy(archive, sources);
        var lifeCycle =
                new LifeCycle(
                        policy,
                        new RetentionPolicy(
                                retention.value(
                                        "after-board",
                                        new AfterBoard.Stay(),
                                        LifeCycleReader::after),
                                retention.list("rules").stream()
                                        .map(LifeCycleReader::rule)
                                        .toList()),
                        retention.value("rejected", REJECTED, Values::longDuration),
                        Set.copyOf(retention.values("reject-from", Values::text)));
        retention.refuseUnknown();
        requireOwnNames(
                retention,
                "rules",
                lifeCycle.retention().rules().stream().map(RetentionRule::name).toList());
        return lifeCycle;
    }

    private static ArchivePolicy policy(Section archive, List<Source> sources) {
        var duplicates =
                archive.value("duplicates", Duplicates.REFUSE, Values.oneOf(Duplicates.class));
        int warning =
                archive.value(
                        "quota-warning", WARNING_PERCENT, text -> Values.number(text, 1, 100));
        var quota = archive.optional("quota", Values::bytes);
        var byOrigin =
                archive.list("quotas").stream()
                        .map(section -> originQuota(section, warning, sources))
                        .toList();
        archive.refuseUnknown();
        requireOwnNames(archive, "quotas", byOrigin.stream().map(OriginQuota::name).toList());
        try {
            return new ArchivePolicy(
                    duplicates,
                    quota.<Quota>map(bytes -> new Quota.Bytes(bytes, warning))
                            .orElseGet(Quota.None::new),
                    byOrigin);
        } catch (IllegalArgumentException e) {
            throw archive.refusal("quotas: %s".formatted(e.getMessage()));
        }
    }

    private static OriginQuota originQuota(Section section, int warning, List<Source> sources) {
        var name = section.required("name", Values::text);
        var origins = new HashSet<>(section.values("origins", Values::text));
        var bytes = section.required("quota", Values::bytes);
        section.refuseUnknown();
        if (name.equals(WHOLE)) {
            throw section.refusal("name", "stands for the whole archive");
        }
        for (var source : sources) {
            if (origins.contains(source.id())) {
                source.node().ifPresent(node -> origins.add(node.aeTitle().value()));
            }
        }
        try {
            return new OriginQuota(name, origins, new Quota.Bytes(bytes, warning));
        } catch (IllegalArgumentException e) {
            throw section.refusal("%s".formatted(e.getMessage()));
        }
    }

    private static AfterBoard after(String text) {
        return text.strip().equals(NEVER)
                ? new AfterBoard.Stay()
                : new AfterBoard.Leave(Values.longDuration(text));
    }

    private static RetentionRule rule(Section section) {
        var name = section.required("name", Values::text);
        var origins = Set.copyOf(section.values("origins", Values::text));
        var modalities = Set.copyOf(section.values("modalities", Values::text));
        var after = section.required("after", Values::longDuration);
        section.refuseUnknown();
        try {
            return new RetentionRule(name, origins, modalities, after);
        } catch (IllegalArgumentException e) {
            throw section.refusal("%s".formatted(e.getMessage()));
        }
    }

    private static void requireOwnNames(Section section, String key, List<String> all) {
        var names = new HashSet<String>();
        for (var name : all) {
            if (!names.add(name)) {
                throw section.refusal(key, "has the name %s twice".formatted(name));
            }
        }
    }
}
