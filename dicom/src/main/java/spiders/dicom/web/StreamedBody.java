// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A response body read as a stream, of which the waits for every {@value #PROGRESS} bytes last no
 * longer than allowed in all, so that dripping bytes keep nobody; the stream of the JDK waits for
 * ever. One batch of buffers is in memory at a time.
 */
final class StreamedBody extends InputStream implements BodySubscriber<InputStream> {

    private sealed interface Event {

        record Bytes(List<ByteBuffer> buffers) implements Event {}

        record End() implements Event {}

        record Failure(Throwable cause) implements Event {}
    }

    private static final int PROGRESS = 4 << 10;

    private final Duration idle;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription =
            new AtomicReference<>();
    private List<ByteBuffer> current = List.of();
    private int index;
    private long waitedNanos;
    private long progress;
    private boolean ended;

    StreamedBody(Duration idle) {
        this.idle = idle;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (!subscription.compareAndSet(null, given)) {
            given.cancel();
            return;
        }
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        events.add(new Event.Bytes(List.copyOf(buffers)));
    }

    @Override
    public void onError(Throwable cause) {
        events.add(new Event.Failure(cause));
    }

    @Override
    public void onComplete() {
        events.add(new Event.End());
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            while (index < current.size()) {
                var buffer = current.get(index);
                if (buffer.hasRemaining()) {
                    int count = Math.min(length, buffer.remaining());
                    buffer.get(target, offset, count);
                    return count;
                }
                index++;
            }
            next();
        }
        return -1;
    }

    private void next() throws IOException {
        switch (await()) {
            case Event.Bytes(var buffers) -> {
                current = buffers;
                index = 0;
                count(buffers);
                var given = subscription.get();
                if (given != null) {
                    given.request(1);
                }
            }
            case Event.End() -> ended = true;
            case Event.Failure(var cause) -> {
                close();
                throw new IOException("the connection broke: " + cause.getMessage(), cause);
            }
        }
    }

    private void count(List<ByteBuffer> buffers) {
        progress += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (progress >= PROGRESS) {
            progress = 0;
            waitedNanos = 0;
        }
    }

    private Event await() throws IOException {
        long start = System.nanoTime();
        try {
            var event = events.poll(idle.toNanos() - waitedNanos, TimeUnit.NANOSECONDS);
            if (event == null) {
                close();
                throw new HttpTimeoutException(
                        "%d more bytes in %d ms".formatted(progress, idle.toMillis()));
            }
            waitedNanos += System.nanoTime() - start;
            return event;
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        }
    }

    /** Gives the connection up if the body was not read to its end. */
    @Override
    public void close() {
        var given = subscription.get();
        if (!ended && given != null) {
            given.cancel();
        }
        ended = true;
    }
}
