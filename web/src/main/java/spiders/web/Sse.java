// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.ServerResponse.SseBuilder;

import spiders.security.UserName;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells open pages that something changed, by server-sent events without content: the page then
 * asks for its fragment, with the rights of who looks. Changes that follow closely are told once.
 */
public final class Sse {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int PER_USER = 32;
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Map<String, Set<SseSubscriber>> topics = new ConcurrentHashMap<>();
    private final Map<UserName, Integer> streams = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /** A stream of the changes of a topic; the route's guard says who may ask. */
    public ServerResponse stream(ServerRequest request, String topic) {
        var user = Session.user(request).name();
        if (ended) {
            throw new UnavailableException("stopping", AGAIN);
        }
        if (streams.getOrDefault(user, 0) >= PER_USER) {
            throw new UnavailableException("too many open streams", AGAIN);
        }
        return ServerResponse.sse(builder -> start(topic, user, builder), LONGEST);
    }

    /** Something of the topic changed; returns at once. */
    public void changed(String topic) {
        topics.getOrDefault(topic, Set.of()).forEach(SseSubscriber::wake);
    }

    /** Ends all streams, for good: a server that stops would else wait for each of them. */
    public void end() {
        ended = true;
        topics.values().forEach(all -> all.forEach(SseSubscriber::end));
    }

    private void start(String topic, UserName user, SseBuilder builder) {
        var subscriber = new SseSubscriber(builder);
        topics.compute(
                topic,
                (name, known) -> {
                    var all = known == null ? ConcurrentHashMap.<SseSubscriber>newKeySet() : known;
                    all.add(subscriber);
                    return all;
                });
        streams.merge(user, 1, Integer::sum);
        if (ended) {
            subscriber.end();
        }
        Thread.ofVirtual().name("sse").start(() -> serve(topic, user, subscriber));
    }

    private void serve(String topic, UserName user, SseSubscriber subscriber) {
        subscriber.run();
        topics.computeIfPresent(
                topic,
                (name, all) -> {
                    all.remove(subscriber);
                    return all.isEmpty() ? null : all;
                });
        streams.computeIfPresent(user, (name, count) -> count > 1 ? count - 1 : null);
    }
}
