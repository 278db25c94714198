// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.region.FetchWindows;
import spiders.region.Source;
import spiders.retrieval.Pace;
import spiders.retrieval.TransferState;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

/**
 * Runs transfers as persistent jobs: each has a row in the database, and a job whose process was
 * killed is taken up by the next one a few seconds later. The job holds the transfer's id and
 * nothing else.
 */
public final class TransferScheduler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TransferScheduler.class);
    private static final int MOST_AT_ONCE = 64;
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration SHORTEST_POLLING = Duration.ofMillis(20);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int LOOKS = 100;

    private final TransferTools tools;
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();
    private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();
    private final Map<UUID, Cancellation> running = new ConcurrentHashMap<>();
    private final CustomTask<Void> task;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler scheduler;

    public TransferScheduler(DataSource database, TransferTools tools) {
        this.tools = tools;
        this.task =
                Tasks.custom("transfer", Void.class)
                        .onFailure((complete, operations) -> {
                            fault(complete.getExecution().taskInstance.getId());
                            reschedule(complete, operations, AFTER_FAULT);
                        })
                        .onDeadExecutionRevive()
                        .execute((instance, _) -> execute(instance));
        this.scheduler =
                Scheduler.create(database, task)
                        .tableName("retrieval.scheduled_tasks")
                        .threads(MOST_AT_ONCE)
                        .executorService(executor)
                        .pollingInterval(polling(tools.pace()))
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(SHUTDOWN)
                        .enableImmediateExecution()
                        .build();
    }

    /** On a clock that runs faster, what is due is looked for more often, as far as that goes. */
    private static Duration polling(Pace pace) {
        var wait = pace.toWait(POLLING);
        return wait.compareTo(SHORTEST_POLLING) < 0 ? SHORTEST_POLLING : wait;
    }

    private void fault(String transfer) {
        try {
            tools.queue().fault(UUID.fromString(transfer));
        } catch (RuntimeException e) { // The database may be what broke it.
            LOG.warn("transfer {} could not be put aside", transfer, e);
        }
    }

    /** Starts running what waits. */
    public void start() {
        scheduler.start();
        tend();
    }

    /**
     * Gives every transfer that has not ended its job, should it have none: one that another waits
     * for must not wait for ever.
     */
    public void tend() {
        tools.store().unfinished().forEach(this::ensure);
    }

    /** Whether it runs jobs: it has been started, and is not about to end. */
    public boolean isWorking() {
        var state = scheduler.getSchedulerState();
        return state.isStarted() && !state.isShuttingDown();
    }

    /** Makes sure that the transfer has a job, now. */
    public void ensure(UUID transfer) {
        scheduler.scheduleIfNotExists(task.instance(transfer.toString()), Instant.now());
    }

    /**
     * Runs the transfer's job now, whenever it was due. A job that is just ending is waited for;
     * one that does not end soon looks at the transfer again when it does.
     */
    public void runNow(UUID transfer) {
        for (int look = 0; look < LOOKS && !isDue(transfer); look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Makes it go on, whether its job waits or is gone; one that runs looks again at its end. */
    public void goOn(UUID transfer) {
        if (!isDue(transfer)) {
            ensure(transfer);
        }
    }

    /**
     * Not where it runs or is just being taken up, nor where it was there at one moment and had
     * ended at the next.
     */
    private boolean isDue(UUID transfer) {
        try {
            return scheduler.schedule(
                    task.instance(transfer.toString()),
                    Instant.now(),
                    ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (DbSchedulerException _) {
            return false;
        }
    }

    /** Tells a job of this node to stop; one of another node reads so in the database. */
    public void cancel(UUID transfer) {
        var cancellation = running.get(transfer);
        if (cancellation != null) {
            cancellation.cancel();
        }
    }

    private CompletionHandler<Void> execute(TaskInstance<Void> instance) {
        var id = UUID.fromString(instance.getId());
        var order = tools.store().order(id);
        var before = tools.store().transfer(id);
        if (order.isEmpty() || before.isEmpty() || before.get().state().isFinal()) {
            return (_, operations) -> operations.remove();
        }
        var cancellation = new Cancellation();
        running.put(id, cancellation);
        try {
            var source = order.get().source();
            var job =
                    new TransferJob(
                            tools, order.get(), before.get(), cancellation, throttle(source));
            var ending = job.run(turns(source));
            return next(id, source, ending);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.info("transfer {} is put aside: the hub stops", id);
            return next(id, "", new Ending.Again(Duration.ZERO));
        } finally {
            running.remove(id);
        }
    }

    private CompletionHandler<Void> next(UUID transfer, String source, Ending ending) {
        return switch (ending) {
            case Ending.Done(), Ending.Held() ->
                    (complete, operations) -> {
                        finish(transfer, complete, operations);
                        wake(source);
                    };
            case Ending.Again(var delay) ->
                    (complete, operations) -> {
                        reschedule(complete, operations, delay);
                        wake(source);
                    };
            case Ending.NotYet(var delay) ->
                    (complete, operations) -> reschedule(complete, operations, delay);
        };
    }

    /** A turn at a source is free: those that are next need not wait for their own look. */
    private void wake(String source) {
        if (!executor.isShutdown()) {
            tools.queue().next(source, associations(source)).forEach(this::isDue);
        }
    }

    /** A person may have asked for another try since the job came to its end. */
    private void finish(
            UUID transfer, ExecutionComplete complete, ExecutionOperations<Void> operations) {
        if (tools.store().transfer(transfer).filter(found -> goesOn(found.state())).isEmpty()) {
            operations.remove();
        } else {
            reschedule(complete, operations, Duration.ZERO);
        }
    }

    private static boolean goesOn(TransferState state) {
        return !state.isFinal() && state != TransferState.HELD;
    }

    private void reschedule(
            ExecutionComplete complete, ExecutionOperations<Void> operations, Duration delay) {
        operations.reschedule(complete, Instant.now().plus(tools.pace().toWait(delay)));
    }

    private Throttle throttle(String source) {
        return throttles.computeIfAbsent(
                source,
                id ->
                        new Throttle(
                                tools.directory()
                                        .source(id)
                                        .map(found -> found.profile().windows())
                                        .orElse(FetchWindows.ALWAYS),
                                tools.pace()));
    }

    private Semaphore turns(String source) {
        return turns.computeIfAbsent(source, id -> new Semaphore(associations(id), true));
    }

    private int associations(String source) {
        return tools.directory()
                .source(source)
                .map(Source::profile)
                .map(profile -> profile.associations())
                .orElse(1);
    }

    /** Lets running transfers reach a safe point, then interrupts them; their jobs stay. */
    @Override
    public void close() {
        scheduler.stop();
        executor.shutdownNow();
    }
}
