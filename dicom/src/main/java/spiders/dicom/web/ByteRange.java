// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some bytes of a representation, both ends among them (RFC 9110 section 14.1.2).
 *
 * @param first from 0
 * @param last not before the first
 */
public record ByteRange(long first, long last) {

    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes +([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|[*])");
    private static final Pattern RANGE = Pattern.compile("bytes *= *([0-9]{0,18})-([0-9]{0,18})");

    /** What a request with a Range field asks for of so many bytes. */
    public sealed interface Asked {

        /** Everything: no field, or one that is passed over, of several ranges or malformed. */
        record Whole() implements Asked {}

        /** A part, which the representation has. */
        record Part(ByteRange range) implements Asked {}

        /** Bytes beyond the end: status 416. */
        record Unsatisfiable() implements Asked {}
    }

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("Bytes %d to %d".formatted(first, last));
        }
    }

    public long length() {
        return last - first + 1;
    }

    /** Returns the value of a Range field that asks for these bytes. */
    public String field() {
        return "bytes=%d-%d".formatted(first, last);
    }

    /** Returns the value of the Content-Range field of an answer. */
    public String contentRange(long length) {
        return "bytes %d-%d/%d".formatted(first, last, length);
    }

    /** Reads the Range field of a request; several ranges are answered by the whole. */
    public static Asked asked(String field, long length) {
        Matcher range = RANGE.matcher(field.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return new Asked.Whole();
        }
        if (range.group(1).isEmpty()) {
            long suffix = Long.parseLong(range.group(2));
            return suffix == 0 || length == 0
                    ? new Asked.Unsatisfiable()
                    : new Asked.Part(new ByteRange(Math.max(0, length - suffix), length - 1));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        if (last < first) {
            return new Asked.Whole();
        }
        return first >= length
                ? new Asked.Unsatisfiable()
                : new Asked.Part(new ByteRange(first, Math.min(last, length - 1)));
    }

    /** Reads the Content-Range field of an answer. */
    static Optional<ByteRange> ofContentRange(String field) {
        Matcher range = CONTENT_RANGE.matcher(field.strip());
        if (!range.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        return last < first ? Optional.empty() : Optional.of(new ByteRange(first, last));
    }
}
