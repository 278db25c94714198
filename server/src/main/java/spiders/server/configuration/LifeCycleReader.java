// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.archive.ArchivePolicy;
import spiders.archive.Duplicates;
import spiders.archive.Quota;
import spiders.archive.lifecycle.RetentionPolicy;
import spiders.archive.lifecycle.RetentionPolicy.AfterBoard;
import spiders.archive.lifecycle.RetentionRule;
import spiders.server.configuration.Configuration.LifeCycle;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Reads how long objects stay, and what is taken in. */
final class LifeCycleReader {

    private static final int WARNING_PERCENT = 85;
    private static final Duration REJECTED = Duration.ofDays(30);
    private static final String NEVER = "never";

    private LifeCycleReader() {}

    static LifeCycle read(Section archive, Section retention) {
        var policy = policy(archive);
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
        requireOwnNames(retention, lifeCycle.retention());
        return lifeCycle;
    }

    private static ArchivePolicy policy(Section archive) {
        var duplicates =
                archive.value("duplicates", Duplicates.REFUSE, Values.oneOf(Duplicates.class));
        int warning =
                archive.value(
                        "quota-warning", WARNING_PERCENT, text -> Values.number(text, 1, 100));
        var quota = archive.optional("quota", Values::bytes);
        archive.refuseUnknown();
        return new ArchivePolicy(
                duplicates,
                quota.<Quota>map(bytes -> new Quota.Bytes(bytes, warning))
                        .orElseGet(Quota.None::new));
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

    private static void requireOwnNames(Section retention, RetentionPolicy policy) {
        var names = new HashSet<String>();
        for (var rule : policy.rules()) {
            if (!names.add(rule.name())) {
                throw retention.refusal("rules", "has the name %s twice".formatted(rule.name()));
            }
        }
    }
}
