// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a log may say of an exception: its class, its frames and its causes. The message stands only
 * where the class is ours, because a driver's message quotes the values that it was given.
 */
final class Traces {

    private static final int FRAMES = 24;
    private static final int CAUSES = 5;

    private Traces() {}

    static String withoutData(Throwable throwable) {
        var text = new StringBuilder(describe(throwable));
        var cause = Optional.ofNullable(throwable.getCause());
        for (int i = 0; i < CAUSES && cause.isPresent(); i++) {
            text.append("\ncaused by ").append(describe(cause.get()));
            cause = cause.map(Throwable::getCause);
        }
        return text.toString();
    }

    private static String describe(Throwable throwable) {
        var name = throwable.getClass().getName();
        var message = name.startsWith("spiders.") ? ": " + throwable.getMessage() : "";
        return Arrays.stream(throwable.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining("", name + message, ""));
    }
}
