// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.archive.Archive;
import spiders.archive.PatientRegister;
import spiders.region.SourceConnections;
import spiders.region.SourceDirectory;
import spiders.retrieval.edge.EdgeStudyFinder;
import spiders.retrieval.edge.EdgeTasks;
import spiders.retrieval.matching.IdentityMatcher;
import spiders.retrieval.query.SourceQuestions;
import spiders.retrieval.store.DecisionStore;
import spiders.retrieval.store.InstanceLedger;
import spiders.retrieval.store.SearchStore;
import spiders.retrieval.store.TransferQueue;
import spiders.retrieval.store.TransferStore;
import spiders.retrieval.transfer.TransferPolicy;
import spiders.retrieval.transfer.TransferScheduler;
import spiders.retrieval.transfer.TransferTools;
import spiders.security.Access;
import spiders.security.Audit;

import java.time.Clock;

import javax.sql.DataSource;

/** The services of this module, wired; whoever makes it starts it and closes it. */
public final class Retrieval implements AutoCloseable {

    /**
     * What retrieval stands on.
     *
     * @param database with the tables of the modules {@code archive} and {@code retrieval}
     */
    public record Parts(
            DataSource database,
            Access access,
            Audit audit,
            PatientRegister register,
            Archive archive,
            SourceDirectory directory,
            SourceConnections connections,
            SearchListener searchListener,
            TransferListener transferListener) {}

    private final EdgeTasks edges;
    private final StudySearch search;
    private final IdentityDecisions decisions;
    private final TransferScheduler scheduler;
    private final Transfers transfers;
    private final HandedInDiscs discs;

    public Retrieval(Parts parts) {
        this(parts, TransferPolicy.DEFAULT, Clock.systemUTC());
    }

    public Retrieval(Parts parts, TransferPolicy policy, Clock clock) {
        this(parts, policy, Pace.of(clock));
    }

    /** One that waits and measures by a clock of another pace. */
    public Retrieval(Parts parts, TransferPolicy policy, Pace pace) {
        var clock = pace.clock();
        var database = parts.database();
        var transferStore = new TransferStore(database, clock);
        var decisionStore = new DecisionStore(database);
        var queue = new TransferQueue(database, clock);
        var ledger = new InstanceLedger(database);
        this.edges = new EdgeTasks(database, clock);
        var grader =
                new Grader(
                        new KnownPersons(parts.register()),
                        decisionStore,
                        parts.directory(),
                        new IdentityMatcher(clock));
        var searchParts =
                new StudySearch.Parts(
                        parts.access(),
                        parts.audit(),
                        parts.directory(),
                        new SourceQuestions(parts.connections(), new EdgeStudyFinder(edges)),
                        grader,
                        new SearchStore(database),
                        transferStore,
                        parts.searchListener());
        this.search = new StudySearch(searchParts, pace);
        this.decisions =
                new IdentityDecisions(
                        searchParts, search, parts.register(), decisionStore, database, clock);
        var tools =
                new TransferTools(
                        parts.archive(),
                        parts.directory(),
                        parts.connections(),
                        edges,
                        transferStore,
                        queue,
                        ledger,
                        parts.audit(),
                        parts.transferListener(),
                        policy,
                        pace);
        this.scheduler = new TransferScheduler(database, tools);
        var transferParts =
                new Transfers.Parts(
                        parts.access(),
                        parts.audit(),
                        parts.register(),
                        parts.archive(),
                        transferStore,
                        queue,
                        ledger,
                        scheduler,
                        parts.directory(),
                        policy);
        this.transfers = new Transfers(transferParts, database, clock);
        this.discs = discs(parts, grader, queue, clock);
    }

    private static HandedInDiscs discs(
            Parts parts, Grader grader, TransferQueue queue, Clock clock) {
        var database = parts.database();
        return new HandedInDiscs(
                new HandedInDiscs.Parts(
                        parts.access(),
                        parts.audit(),
                        parts.register(),
                        parts.archive(),
                        grader,
                        new DecisionStore(database),
                        new TransferStore(database, clock),
                        queue,
                        new InstanceLedger(database),
                        parts.transferListener()),
                database,
                clock);
    }

    /** What is asked of edges, for the door at which they call. */
    public EdgeTasks edges() {
        return edges;
    }

    public StudySearch search() {
        return search;
    }

    public IdentityDecisions decisions() {
        return decisions;
    }

    /** Whether this node runs transfers. */
    public boolean isWorking() {
        return scheduler.isWorking();
    }

    public Transfers transfers() {
        return transfers;
    }

    /** What is handed in on CDs and sticks. */
    public HandedInDiscs discs() {
        return discs;
    }

    /** Takes up the transfers that have not ended, here or in a process that was killed. */
    public void start() {
        scheduler.start();
    }

    /** Stops asking and fetching; orders stay, and go on at the next start. */
    @Override
    public void close() {
        search.close();
        scheduler.close();
    }
}
