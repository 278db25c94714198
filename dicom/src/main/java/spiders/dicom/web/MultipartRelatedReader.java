// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a {@code multipart/related} body part by part, in constant memory (RFC 2046 section 5.1,
 * PS3.18 section 8.6.1.2).
 *
 * <p>One thread reads. A part's body ends where the next delimiter begins; asking for the next part
 * skips what was not read of this one. Closing the stream given is the caller's.
 */
public final class MultipartRelatedReader {

    private static final int BUFFER_LENGTH = 64 << 10;

    /** RFC 2046 allows 70; Orthanc writes 73, two UUIDs and a hyphen. */
    private static final int MAX_BOUNDARY = 80;

    private static final int MAX_SPACES = 70;
    private static final int LINE_END = 2;

    private final InputStream in;
    private final MultipartLimits limits;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_LENGTH];
    private int position;
    private int limit;
    private long bytesBefore;
    private int searched;
    private boolean atEnd;
    private int parts;
    private boolean closed;
    private PartBody body = new PartBody();

    /**
     * Starts on a body whose media type names this boundary.
     *
     * @throws MalformedBodyException if the boundary is empty or longer than 80 characters
     */
    public MultipartRelatedReader(InputStream in, String boundary, MultipartLimits limits)
            throws MalformedBodyException {
        if (boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw new MalformedBodyException(
                    0, "a boundary has 1 to 80 characters, not " + boundary.length());
        }
        this.in = Objects.requireNonNull(in);
        this.limits = limits;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The next part, or empty after the closing delimiter. */
    public Optional<Part> next() throws IOException {
        if (closed) {
            return Optional.empty();
        }
        if (parts > 0 || !opensBody()) {
            body.drain();
        }
        if (isClosingDelimiter()) {
            closed = true;
            return Optional.empty();
        }
        if (++parts > limits.parts()) {
            throw failure("more than %d parts".formatted(limits.parts()));
        }
        var header = PartHeader.parse(headerLines());
        body = new PartBody();
        return Optional.of(new Part(header, body));
    }

    /** The first delimiter may open the body, so that no line end stands before it. */
    private boolean opensBody() throws IOException {
        int length = delimiter.length - LINE_END;
        require(length);
        if (!startsWith(position, delimiter, LINE_END)) {
            return false;
        }
        position += length;
        return true;
    }

    /** After a delimiter: two hyphens close the body, spaces and a line end open a part. */
    private boolean isClosingDelimiter() throws IOException {
        require(2);
        if (buffer[position] == '-' && buffer[position + 1] == '-') {
            position += 2;
            return true;
        }
        int spaces = 0;
        while (buffer[position] == ' ' || buffer[position] == '\t') {
            position++;
            if (++spaces > MAX_SPACES) {
                throw failure("a delimiter with more than 70 spaces");
            }
            require(2);
        }
        if (buffer[position] != '\r' || buffer[position + 1] != '\n') {
            throw failure("a delimiter is followed by neither -- nor a line end");
        }
        position += 2;
        return false;
    }

    private String headerLines() throws IOException {
        var header = new StringBuilder();
        while (!endsHeader(header)) {
            require(1);
            header.append((char) (buffer[position++] & 0xFF));
            if (header.length() > limits.headerBytes()) {
                throw failure(
                        "a part header of more than %d bytes".formatted(limits.headerBytes()));
            }
        }
        return header.toString();
    }

    private static boolean endsHeader(StringBuilder header) {
        int length = header.length();
        return (length == 2 && header.charAt(0) == '\r' && header.charAt(1) == '\n')
                || (length >= 4
                        && header.charAt(length - 1) == '\n'
                        && header.charAt(length - 2) == '\r'
                        && header.charAt(length - 3) == '\n'
                        && header.charAt(length - 4) == '\r');
    }

    private boolean startsWith(int at, byte[] text, int from) {
        for (int i = from; i < text.length; i++) {
            if (buffer[at + i - from] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private void require(int count) throws IOException {
        if (!available(count)) {
            throw failure("the body ends before its closing delimiter");
        }
    }

    /** Whether so many bytes, few of them, are in the buffer from the position on. */
    private boolean available(int count) throws IOException {
        while (limit - position < count && !atEnd) {
            fill();
        }
        return limit - position >= count;
    }

    private void fill() throws IOException {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            bytesBefore += position;
            limit -= position;
            searched -= position;
            position = 0;
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            atEnd = true;
            return;
        }
        limit += read;
        if (bytesBefore + limit > limits.bytes()) {
            throw failure("a body of more than %d bytes".formatted(limits.bytes()));
        }
    }

    private MalformedBodyException failure(String message) {
        return new MalformedBodyException(bytesBefore + position, message);
    }

    /** One part: its header, and its body, which may be read once and only before the next part. */
    public record Part(PartHeader header, InputStream body) {}

    /**
     * The bytes up to the next delimiter; it takes the delimiter off the stream when it meets it.
     */
    private final class PartBody extends InputStream {

        private boolean ended;

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
            int ready = ready();
            if (ready < 0) {
                return -1;
            }
            int count = Math.min(ready, length);
            System.arraycopy(buffer, position, target, offset, count);
            position += count;
            return count;
        }

        /** How many bytes of the body are at the position; -1 at its end. */
        private int ready() throws IOException {
            if (this != body) {
                throw new IOException("the next part was asked for: this one is gone");
            }
            while (!ended) {
                int end = endOfBytes();
                if (end > position) {
                    return end - position;
                }
                require(1);
                if (buffer[position] == '\r') {
                    require(delimiter.length);
                    takeDelimiter();
                }
            }
            return -1;
        }

        private void takeDelimiter() {
            if (startsWith(position, delimiter, 0)) {
                position += delimiter.length;
                ended = true;
            }
        }

        /** Where a delimiter begins, or may begin once more bytes are here. */
        private int endOfBytes() {
            for (int i = Math.max(position, searched); i < limit; i++) {
                boolean undecided = buffer[i] == '\r' && i + delimiter.length > limit;
                if (undecided || (buffer[i] == '\r' && startsWith(i, delimiter, 0))) {
                    searched = i;
                    return i;
                }
            }
            searched = limit;
            return limit;
        }

        void drain() throws IOException {
            for (int ready = ready(); ready >= 0; ready = ready()) {
                position += ready;
            }
        }

        @Override
        public void close() {
            // The rest is skipped when the next part is asked for.
        }
    }
}
