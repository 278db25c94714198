// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import spiders.archive.Removal;
import spiders.archive.RemovalCause;
import spiders.archive.lifecycle.RetentionPolicy.AfterBoard;
import spiders.archive.store.RetentionTable;
import spiders.archive.store.RetentionTable.Holding;
import spiders.archive.store.Selection;
import spiders.dicom.data.UID;
import spiders.security.UserName;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Lets studies leave by the rules. A study stays as long as a board needs it, somebody keeps it, or
 * somebody may look at it now; what is not sure to have been brought for boards alone does not go
 * by the boards' rule.
 */
public final class Retention {

    private static final int PAGE = 500;

    private final RetentionPolicy policy;
    private final BoardNeeds boards;
    private final KeptStudies kept;
    private final Removals removals;
    private final RetentionTable table;
    private final InstantSource clock;

    /** What it goes by. */
    public record Parts(BoardNeeds boards, KeptStudies kept, Removals removals) {}

    public Retention(
            RetentionPolicy policy, Parts parts, DataSource database, InstantSource clock) {
        this.policy = policy;
        this.boards = parts.boards();
        this.kept = parts.kept();
        this.removals = parts.removals();
        this.table = new RetentionTable(database);
        this.clock = clock;
    }

    /** A study that leaves, and when. */
    public record Leaving(UID study, Departure.At departure) {}

    /** When these studies leave, if nothing happens; one that is not here is not in the answer. */
    public Map<UID, Departure> departures(Collection<UID> studies) {
        var departures = new HashMap<UID, Departure>();
        var needs = boards.of(studies);
        for (var holding : table.holdings(studies)) {
            departures.put(holding.study(), departure(holding, needs));
        }
        return departures;
    }

    private Departure departure(Holding holding, Map<UID, BoardNeeds.Need> needs) {
        var ruled = ruled(holding, Optional.ofNullable(needs.get(holding.study())));
        if (ruled.isEmpty()) {
            return new Departure.Never();
        }
        var keeper = kept.kept(holding.study());
        return keeper.isPresent() ? new Departure.Kept(keeper.get()) : ruled.get();
    }

    /** The first moment at which the study is needed no more, and a rule lets it go. */
    private Optional<Departure.At> ruled(Holding holding, Optional<BoardNeeds.Need> need) {
        var earliest = new ArrayList<Departure.At>();
        var over = need.map(BoardNeeds.Need::over).orElse(Instant.MIN);
        if (need.isPresent()
                && policy.boards() instanceof AfterBoard.Leave(Duration after)
                && holding.instances() <= need.get().objects()) {
            earliest.add(new Departure.At(over.plus(after), new RemovalCause.BoardOver()));
        }
        for (var rule : policy.rules()) {
            if (concerns(rule, holding)) {
                var when = holding.lastReceived().plus(rule.after());
                earliest.add(
                        new Departure.At(
                                when.isBefore(over) ? over : when,
                                new RemovalCause.ByRule(rule.name())));
            }
        }
        return earliest.stream().min((a, b) -> a.when().compareTo(b.when()));
    }

    private static boolean concerns(RetentionRule rule, Holding holding) {
        return (rule.origins().isEmpty() || rule.origins().containsAll(holding.origins()))
                && (rule.modalities().isEmpty()
                        || holding.modalities().stream().anyMatch(rule.modalities()::contains));
    }

    /** Studies that leave before a moment, those that left already not counted; at most so many. */
    public List<Leaving> leaving(Instant before, int most) {
        var leaving = new ArrayList<Leaving>();
        long last = 0;
        var page = page(last, before);
        while (!page.isEmpty() && leaving.size() < most) {
            var needs = boards.of(page.stream().map(Holding::study).toList());
            for (var holding : page) {
                if (leaving.size() < most
                        && departure(holding, needs) instanceof Departure.At at
                        && at.when().isBefore(before)) {
                    leaving.add(new Leaving(holding.study(), at));
                }
            }
            last = page.getLast().id();
            page = page(last, before);
        }
        return leaving;
    }

    private List<Holding> page(long after, Instant before) {
        var shortest = shortest();
        return shortest.isEmpty()
                ? List.of()
                : table.receivedBefore(before.minus(shortest.get()), after, PAGE);
    }

    /** No rule lets anything go sooner after its arrival; a board may meet on the day itself. */
    private Optional<Duration> shortest() {
        var all = new ArrayList<Duration>();
        if (policy.boards() instanceof AfterBoard.Leave) {
            all.add(Duration.ZERO);
        }
        policy.rules().forEach(rule -> all.add(rule.after()));
        return all.stream().min(Duration::compareTo);
    }

    /**
     * Removes what may leave now. One that somebody may look at just now is left for the next time.
     *
     * @return what was removed
     */
    public List<Removal> run() throws IOException {
        removals.finish();
        var now = clock.instant();
        var removed = new ArrayList<Removal>();
        for (var leaving : leaving(now, Integer.MAX_VALUE)) {
            if (!table.isLookedAt(leaving.study(), now)) {
                removals.remove(
                                UserName.SYSTEM,
                                new Selection.Study(leaving.study()),
                                leaving.departure().cause())
                        .ifPresent(removed::add);
            }
        }
        return removed;
    }
}
