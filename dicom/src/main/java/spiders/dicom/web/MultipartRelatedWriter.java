// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * Writes a {@code multipart/related} body part by part, holding none of it (RFC 2387, PS3.18
 * section 8.6.1.2). One thread; {@link #close()} ends the body and leaves the stream open.
 */
public final class MultipartRelatedWriter implements Closeable {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] NEW_LINE = {'\r', '\n'};

    private final OutputStream out;
    private final String boundary;
    private boolean begun;
    private boolean closed;

    /**
     * Writes to a stream that the caller closes.
     *
     * @param boundary from {@link #newBoundary()}
     */
    public MultipartRelatedWriter(OutputStream out, String boundary) {
        if (!boundary.matches("[0-9A-Za-z'()+_,./:=?-]{1,70}")) {
            throw new IllegalArgumentException("Not a boundary (RFC 2046 section 5.1.1)");
        }
        this.out = out;
        this.boundary = boundary;
    }

    /** A boundary that stands in no part: 128 random bits. */
    public static String newBoundary() {
        var bits = new byte[16];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /**
     * The body's media type.
     *
     * @param type of the first part, such as {@code application/dicom}
     */
    public static String contentType(String type, String boundary) {
        return "multipart/related; type=\"%s\"; boundary=%s".formatted(type, boundary);
    }

    /**
     * Begins a part; its bytes go to the returned stream until the next part or the end.
     *
     * @param headers such as {@code Content-Type}; no name or value holds a line break
     */
    public OutputStream part(Map<String, String> headers) throws IOException {
        delimiter();
        out.write(NEW_LINE);
        for (var header : headers.entrySet()) {
            out.write(line(header.getKey() + ": " + header.getValue()));
        }
        out.write(NEW_LINE);
        return new Part(out);
    }

    private void delimiter() throws IOException {
        if (closed) {
            throw new IOException("The multipart body has ended");
        }
        if (begun) {
            out.write(NEW_LINE);
        }
        begun = true;
        out.write(("--" + boundary).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] line(String header) {
        if (header.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("A header is printable ASCII");
        }
        return (header + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes the closing delimiter; a body without a part has one too. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        delimiter();
        closed = true;
        out.write("--\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Keeps the body's stream open when a part is closed, and writes arrays at once. */
    private static final class Part extends FilterOutputStream {

        Part(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            // The part ends where the next delimiter begins.
        }
    }
}
