// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads pieces of JSON in UTF-8 (RFC 8259), within a limit of bytes. */
final class JsonInput {

    private static final int SIZE = 8 * 1024;
    private static final int END = -1;

    private final InputStream in;
    private final long limit;
    private final byte[] buffer = new byte[SIZE];
    private int at;
    private int end;
    private long base;
    private long pieceEnd = Long.MAX_VALUE;
    private byte[] text = new byte[256];
    private int length;

    JsonInput(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /** Refuses what goes on for so many bytes from here; as much as a buffer more may be read. */
    void limitPiece(long bytes) {
        pieceEnd = base + at + bytes;
    }

    private int peek() throws IOException {
        if (at == end) {
            base += end;
            at = 0;
            end = Math.max(0, in.read(buffer));
            if (end == 0) {
                return END;
            }
            if (base + end > limit) {
                throw MalformedJsonException.beyondLimit(
                        limit, "More than %d bytes".formatted(limit));
            }
            if (base > pieceEnd) {
                throw beyondLimit("A data set of more than its bytes");
            }
        }
        return buffer[at] & 0xFF;
    }

    private int next() throws IOException {
        int c = peek();
        if (c == END) {
            throw failure("The text ends too early");
        }
        at++;
        return c;
    }

    /** Returns the next character that is not blank, without taking it; 0 at the end. */
    char peekToken() throws IOException {
        while (true) {
            int c = peek();
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c == END ? 0 : (char) c;
            }
            at++;
        }
    }

    /** Takes a character that must be the next one. */
    void expect(char c) throws IOException {
        if (peekToken() != c) {
            throw failure("No %s where it should be".formatted(c));
        }
        at++;
    }

    /** Takes a character if it is the next one. */
    boolean take(char c) throws IOException {
        if (peekToken() != c) {
            return false;
        }
        at++;
        return true;
    }

    /** Whether a list goes on: takes the comma, or the bracket that ends it. */
    boolean hasMore(char close) throws IOException {
        if (take(close)) {
            return false;
        }
        expect(',');
        return true;
    }

    void expectWord(String word) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            if (next() != word.charAt(i)) {
                throw failure("Not a word of JSON");
            }
        }
    }

    /** Takes a number, as it is written. */
    String number() throws IOException {
        length = 0;
        int c = peek();
        while (c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E' || (c >= '0' && c <= '9')) {
            put((byte) c);
            at++;
            c = peek();
        }
        var number = new String(text, 0, length, StandardCharsets.US_ASCII);
        if (!JsonNumber.isNumber(number)) {
            throw failure("Not a number of JSON");
        }
        return number;
    }

    /** Takes a string. */
    String string() throws IOException {
        expect('"');
        length = 0;
        while (true) {
            int c = next();
            if (c == '"') {
                return new String(text, 0, length, StandardCharsets.UTF_8);
            }
            if (c == '\\') {
                escape();
            } else if (c < ' ') {
                throw failure("A control character within a string");
            } else {
                put((byte) c);
            }
        }
    }

    private void escape() throws IOException {
        int c = next();
        switch (c) {
            case '"', '\\', '/' -> put((byte) c);
            case 'b' -> put((byte) '\b');
            case 'f' -> put((byte) '\f');
            case 'n' -> put((byte) '\n');
            case 'r' -> put((byte) '\r');
            case 't' -> put((byte) '\t');
            case 'u' -> unicode();
            default -> throw failure("No such escape");
        }
    }

    private void unicode() throws IOException {
        char c = hex();
        if (!Character.isHighSurrogate(c)) {
            put(Character.isSurrogate(c) ? 0xFFFD : c);
            return;
        }
        if (peek() == '\\') {
            at++;
            if (next() != 'u') {
                throw failure("Half a character");
            }
            char low = hex();
            if (Character.isLowSurrogate(low)) {
                put(Character.toCodePoint(c, low));
                return;
            }
        }
        throw failure("Half a character");
    }

    private char hex() throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw failure("Not four hexadecimal digits");
            }
            value = (value << 4) | digit;
        }
        return (char) value;
    }

    private void put(int codePoint) {
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            put(b);
        }
    }

    private void put(byte b) {
        if (length == text.length) {
            text = Arrays.copyOf(text, length * 2);
        }
        text[length++] = b;
    }

    MalformedJsonException failure(String message) {
        return new MalformedJsonException(base + at, message);
    }

    MalformedJsonException beyondLimit(String message) {
        return MalformedJsonException.beyondLimit(base + at, message);
    }
}
