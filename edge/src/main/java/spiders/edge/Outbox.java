// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.archive.Refusal;
import spiders.edge.link.HubLink;
import spiders.edge.link.LinkDownException;
import spiders.edge.spool.Spool;
import spiders.edge.spool.SpooledObject;
import spiders.retrieval.edge.EdgeAnswer.RefusedObject;
import spiders.retrieval.edge.EdgePiece;
import spiders.retrieval.edge.EdgeReceipt;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends the objects of the spool, several at once, each until the hub says that it is durable there
 * or never will be. A cut of the link is waited out, and what was sent before it stays sent.
 */
final class Outbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MOST_SENDERS = 32;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final int MOST_DOUBLINGS = 8;
    private static final int MOST_REFUSALS = 5;

    private final HubLink link;
    private final Spool spool;
    private final DelayQueue<Outgoing> queue = new DelayQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile int senders = 1;
    private volatile boolean closed;

    Outbox(HubLink link, Spool spool) {
        this.link = link;
        this.spool = spool;
        for (int i = 0; i < MOST_SENDERS; i++) {
            int number = i;
            threads.execute(() -> work(number));
        }
    }

    /** An object in its turn; one that failed comes later. */
    private record Outgoing(
            Errand errand, SpooledObject object, long number, long due, int failures, int refusals)
            implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            var that = (Outgoing) other;
            int byTime = Long.compare(due - that.due, 0);
            return byTime != 0 ? byTime : Long.compare(number, that.number);
        }

        Outgoing later() {
            var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
            var wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
            long due = System.nanoTime() + wait.toNanos();
            return new Outgoing(errand, object, number, due, failures + 1, refusals);
        }

        /** It was not the link that failed: the hub is given time to recover. */
        Outgoing refused() {
            int slowly = Math.max(failures, MOST_DOUBLINGS);
            return new Outgoing(errand, object, number, due, slowly, refusals + 1);
        }

        /** Whether some of it may be at the hub. */
        boolean mayBeThere() {
            return failures > 0 || object.isFound();
        }
    }

    /** How many objects are sent at once from now on. */
    void senders(int atOnce) {
        senders = Math.min(atOnce, MOST_SENDERS);
    }

    /** Has the object sent; the errand is told when it is settled. */
    void add(Errand errand, SpooledObject object) {
        long number = numbers.incrementAndGet();
        queue.add(new Outgoing(errand, object, number, System.nanoTime(), 0, 0));
    }

    private void work(int number) {
        try {
            while (!closed) {
                if (number >= senders) {
                    Thread.sleep(LOOK);
                    continue;
                }
                var next = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null) {
                    send(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong, the object is settled or comes again, and the thread goes on. */
    private void send(Outgoing outgoing) throws InterruptedException {
        try {
            if (outgoing.errand().isDropped() || isSettled(outgoing)) {
                settle(outgoing);
            } else {
                queue.add(outgoing.later());
            }
        } catch (LinkDownException e) {
            LOG.debug("an object waits: {}", e.getMessage());
            if (e.isFailure()) {
                failed(outgoing, e, e.isRefusal());
            } else {
                queue.add(outgoing.later());
            }
        } catch (IOException e) {
            LOG.error("an object of task {} cannot be read", outgoing.object().task(), e);
            settle(outgoing);
        } catch (RuntimeException | Error e) {
            LOG.error("an object of task {} is not sent", outgoing.object().task(), e);
            failed(outgoing, e, false);
        }
    }

    /** What is missing at the hub nevertheless, it lists and orders anew. */
    private void settle(Outgoing outgoing) {
        try {
            spool.remove(outgoing.object());
        } catch (IOException e) {
            LOG.error("an object of task {} stays in the spool", outgoing.object().task(), e);
        }
        outgoing.errand().settled();
    }

    /**
     * One object that the hub cannot be brought to take does not hold up its study for ever. It is
     * said to be refused only where the hub said so: one that failed may be fetched anew.
     */
    private void failed(Outgoing outgoing, Throwable why, boolean isRefused) {
        if (outgoing.refusals() + 1 < MOST_REFUSALS) {
            queue.add(outgoing.refused().later());
            return;
        }
        var message = String.valueOf(why.getMessage());
        var sop = outgoing.object().sopInstanceUID();
        LOG.error("an object of task {} is given up: {}", outgoing.object().task(), message);
        if (isRefused) {
            outgoing.errand().refused(new RefusedObject(sop, Refusal.MALFORMED, message));
        }
        settle(outgoing);
    }

    /** Whether there is nothing more to do for the object. */
    private boolean isSettled(Outgoing outgoing)
            throws LinkDownException, IOException, InterruptedException {
        var object = outgoing.object();
        var said =
                outgoing.mayBeThere()
                        ? link.look(object.task(), object.piece(0, 1))
                        : Optional.of(EdgeReceipt.wanted(0));
        Optional<EdgePiece> sent = Optional.empty();
        while (said.isPresent()) {
            var receipt = said.get();
            switch (receipt.state()) {
                case HERE -> {
                    return true;
                }
                case REFUSED -> {
                    outgoing.errand().refused(refused(object, receipt));
                    return true;
                }
                case LATER -> {
                    return false;
                }
                case WANTED -> {
                    if (sent.filter(piece -> piece.offset() >= receipt.offset()).isPresent()) {
                        // Nothing was gained: by what the hub lost, or by what we have lost here.
                        return sent.get().isLast() && isDamaged(object);
                    }
                    sent = Optional.of(piece(object, receipt.offset()));
                    said = link.put(object.task(), sent.get(), object.bytes(sent.get()));
                }
            }
        }
        return true; // The hub knows the task no more, and lists anew what it lacks.
    }

    private EdgePiece piece(SpooledObject object, long offset) throws LinkDownException {
        if (offset >= object.length()) {
            throw new LinkDownException("the hub wants more than there is");
        }
        return object.piece(offset, link.pieceLength());
    }

    /** The disk has not kept what was written: it is forgotten, and fetched anew by a new order. */
    private static boolean isDamaged(SpooledObject object) throws IOException {
        if (object.isSound()) {
            return false;
        }
        LOG.error("an object of task {} is damaged in the spool", object.task());
        return true;
    }

    private static RefusedObject refused(SpooledObject object, EdgeReceipt receipt) {
        return new RefusedObject(
                object.sopInstanceUID(), receipt.refusal().getFirst(), receipt.message());
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        threads.close();
    }
}
