// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of strict UTF-8, each of a length that fits into memory, and each with its line feed. */
final class Lines {

    private static final int LIMIT = 64 << 20;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int length;
    private long number;
    private boolean isAtEnd;

    Lines(InputStream in) {
        this(in, LIMIT);
    }

    Lines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * The next line; empty at the end.
     *
     * @throws MalformedLineException where it is not UTF-8, too long, or without its line feed
     */
    Optional<String> next() throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!isAtEnd) {
            if (next == length) {
                fill();
            }
            int end = lineFeed();
            if (bytes.size() + end - next > limit) {
                number++;
                isAtEnd = true; // Whatever follows is no line of ours.
                throw new MalformedLineException("longer than %d bytes".formatted(limit));
            }
            bytes.write(buffer, next, end - next);
            boolean isWhole = end < length;
            next = isWhole ? end + 1 : end;
            if (isWhole) {
                number++;
                return Optional.of(decoded(bytes.toByteArray()));
            }
        }
        if (bytes.size() > 0) {
            number++;
            throw new MalformedLineException("cut short");
        }
        return Optional.empty();
    }

    private void fill() throws IOException {
        next = 0;
        length = Math.max(0, in.read(buffer));
        isAtEnd = length == 0;
    }

    private int lineFeed() {
        int at = next;
        while (at < length && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedLineException("not UTF-8", e);
        }
    }

    /** Whether nothing follows that could be a line. */
    boolean isAtEnd() {
        return isAtEnd;
    }

    /** Of the last line that was asked for, counted from 1. */
    long number() {
        return number;
    }
}
