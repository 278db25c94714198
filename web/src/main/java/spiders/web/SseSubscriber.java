// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.web.servlet.function.ServerResponse.SseBuilder;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One open page that waits for changes; it ends when the browser is gone. */
final class SseSubscriber implements Runnable {

    private static final long HEARTBEAT_SECONDS = 15;
    private static final long BETWEEN_EVENTS_MILLIS = 300;

    private final SseBuilder builder;
    private final Semaphore changes = new Semaphore(0);
    private volatile boolean stopped;
    private volatile boolean ended;

    SseSubscriber(SseBuilder builder) {
        this.builder = builder;
        builder.onComplete(this::stop);
        builder.onTimeout(this::stop);
        builder.onError(error -> stop());
    }

    void wake() {
        changes.release();
    }

    /** Ends the stream from this side; the page asks again, of whoever answers then. */
    void end() {
        ended = true;
        stop();
    }

    private void stop() {
        stopped = true;
        changes.release();
    }

    @Override
    public void run() {
        try {
            // Said at once: a change between the page and this stream would else be missed.
            builder.event("changed").data("");
            while (!stopped) {
                waitAndTell();
            }
            if (ended) {
                builder.complete();
            }
        } catch (IOException gone) {
            builder.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            builder.complete();
        }
    }

    private void waitAndTell() throws IOException, InterruptedException {
        boolean isChanged = changes.tryAcquire(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        if (stopped) {
            return;
        }
        if (!isChanged) {
            builder.comment("alive").send();
            return;
        }
        changes.drainPermits();
        builder.event("changed").data("");
        Thread.sleep(BETWEEN_EVENTS_MILLIS);
    }
}
