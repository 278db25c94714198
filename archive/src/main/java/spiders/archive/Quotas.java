// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.archive.Quota.Fill;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** How full the archive is by its own quota, and by those of origins. Safe for many threads. */
public final class Quotas {

    private final Quota limit;
    private final QuotaWatch whole;
    private final Map<OriginQuota, QuotaWatch> origins = new LinkedHashMap<>();
    private final Map<String, QuotaWatch> byOrigin = new LinkedHashMap<>();

    /** How full a quota of origins is. */
    public record OriginState(OriginQuota quota, long held, Fill fill) {}

    /**
     * Watches what was decided.
     *
     * @param held the bytes of the whole archive
     * @param heldOf the bytes of what came from the origins of a quota
     */
    public Quotas(
            ArchivePolicy policy,
            LongSupplier held,
            ToLongFunction<OriginQuota> heldOf,
            InstantSource clock) {
        this.limit = policy.quota();
        this.whole = new QuotaWatch(policy.quota(), held, clock);
        for (var one : policy.originQuotas()) {
            var watch = new QuotaWatch(one.limit(), () -> heldOf.applyAsLong(one), clock);
            origins.put(one, watch);
            one.origins().forEach(origin -> byOrigin.put(origin, watch));
        }
    }

    /** Whether the archive as a whole has a quota. */
    public boolean isLimited() {
        return !(limit instanceof Quota.None);
    }

    /** What the archive as a whole may hold. */
    public Quota limit() {
        return limit;
    }

    /** What may come from some origins, in the order of the configuration. */
    public List<OriginQuota> limits() {
        return List.copyOf(origins.keySet());
    }

    /** How full the whole archive is; counted, so not for every request. */
    public QuotaWatch.State whole() {
        return whole.state();
    }

    /** How full each quota of origins is, in the order of the configuration. */
    public List<OriginState> origins() {
        return origins.entrySet().stream()
                .map(entry -> state(entry.getKey(), entry.getValue().state()))
                .toList();
    }

    private static OriginState state(OriginQuota quota, QuotaWatch.State state) {
        return new OriginState(quota, state.held(), state.fill());
    }

    /** Why nothing more is taken from an origin for now; empty when it is. */
    public Optional<Refusal> refusal(Origin origin) {
        if (whole.isFull()) {
            return Optional.of(Refusal.OUT_OF_SPACE);
        }
        var own = byOrigin.get(origin.name());
        return own != null && own.isFull() ? Optional.of(Refusal.OVER_QUOTA) : Optional.empty();
    }

    /** So much was stored by this node. */
    public void stored(Origin origin, long bytes) {
        whole.grew(bytes);
        var own = byOrigin.get(origin.name());
        if (own != null) {
            own.grew(bytes);
        }
    }
}
