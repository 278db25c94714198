// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

/**
 * Tries requests again while the store is busy or silent, with growing pauses, until patience is at
 * its end; and remembers how the last one went. Safe for many threads.
 */
final class Persistence {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    /** Refusals of one request that the next may not meet. */
    private static final Set<String> PASSING =
            Set.of("RequestTimeout", "BadDigest", "IncompleteBody", "RequestTimeTooSkewed");

    private final Duration patience;
    private volatile Last last = new Last(System.nanoTime(), "");

    /** How the last request went: empty when it went well. */
    private record Last(long nanos, String trouble) {}

    Persistence(Duration patience) {
        this.patience = patience;
    }

    /**
     * Returns what the request does in the end.
     *
     * @throws StoreUnavailableException when patience is at its end, or another try is no use
     * @throws AwsServiceException where the store says that what was asked for is not there, or
     *     that its range is not
     */
    <T> T call(Supplier<T> request) {
        long end = System.nanoTime() + patience.toNanos();
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                return noted(request);
            } catch (SdkException e) {
                if (!isPassing(e) || System.nanoTime() + pause.toNanos() > end) {
                    throw new StoreUnavailableException(trouble(e), e);
                }
                rest(pause, e);
                var longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            }
        }
    }

    /** The same, tried once. */
    <T> T once(Supplier<T> request) {
        try {
            return noted(request);
        } catch (SdkException e) {
            throw new StoreUnavailableException(trouble(e), e);
        }
    }

    private <T> T noted(Supplier<T> request) {
        try {
            var answer = request.get();
            last = new Last(System.nanoTime(), "");
            return answer;
        } catch (AwsServiceException e) {
            boolean isAnswer = e.statusCode() == 404 || e.statusCode() == 416;
            last = new Last(System.nanoTime(), isAnswer && !isNoBucket(e) ? "" : trouble(e));
            if (isAnswer && !isNoBucket(e)) {
                throw new AnswerException(e);
            }
            throw e;
        } catch (SdkException e) {
            last = new Last(System.nanoTime(), trouble(e));
            throw e;
        }
    }

    /** What the store said of what was asked for: that it, or its range, is not there. */
    static final class AnswerException extends RuntimeException {

        private final int status;
        private final String code;

        private AnswerException(AwsServiceException answer) {
            super(answer);
            this.status = answer.statusCode();
            this.code = Persistence.code(answer);
        }

        boolean isMissing() {
            return status == 404;
        }

        /** The store's word for it. */
        String code() {
            return code;
        }
    }

    /** How long ago the store was last heard or missed. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - last.nanos());
    }

    /** What the last request met; empty when it went well. */
    String trouble() {
        return last.trouble();
    }

    private static boolean isPassing(SdkException failure) {
        return switch (failure) {
            case AwsServiceException said ->
                    said.statusCode() >= 500
                            || said.statusCode() == 429
                            || said.statusCode() == 408
                            || PASSING.contains(code(said));
            case SdkClientException _ -> true; // No answer: refused, silent, cut.
            default -> false;
        };
    }

    private static boolean isNoBucket(AwsServiceException failure) {
        return code(failure).equals("NoSuchBucket");
    }

    /** In words that name no host, key or object. */
    private static String trouble(SdkException failure) {
        if (!(failure instanceof AwsServiceException said)) {
            return isDistrust(failure) ? "shows no certificate that is trusted" : "does not answer";
        }
        return switch (code(said)) {
            case "NoSuchBucket" -> "has no such bucket";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied" ->
                    "does not accept our credentials";
            case "" -> "answers with status %d".formatted(said.statusCode());
            default -> "answers %s (%d)".formatted(code(said), said.statusCode());
        };
    }

    private static boolean isDistrust(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(SSLHandshakeException.class::isInstance);
    }

    private static String code(AwsServiceException said) {
        var details = said.awsErrorDetails();
        var code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }

    private static void rest(Duration pause, SdkException failure) {
        long millis = pause.toMillis();
        try {
            Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("was not waited for any longer", failure);
        }
    }
}
