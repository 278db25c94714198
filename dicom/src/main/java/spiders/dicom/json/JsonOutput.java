// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import spiders.dicom.data.Bytes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes pieces of JSON in UTF-8 through a buffer. */
final class JsonOutput {

    private static final int SIZE = 8 * 1024;
    private static final int BASE64_CHUNK = 3 * 1024;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int at;

    JsonOutput(OutputStream out) {
        this.out = out;
    }

    private void room(int bytes) throws IOException {
        if (SIZE - at < bytes) {
            flush();
        }
    }

    /** Hands all bytes on; does not flush the stream below. */
    void flush() throws IOException {
        out.write(buffer, 0, at);
        at = 0;
    }

    /** Writes a character of JSON itself. */
    void put(char c) throws IOException {
        room(1);
        buffer[at++] = (byte) c;
    }

    /** Writes plain characters, as punctuation and numbers are made of. */
    void plain(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    /** Writes the eight digits of a tag as a string. */
    void tag(int code) throws IOException {
        room(10);
        buffer[at++] = '"';
        for (int shift = 28; shift >= 0; shift -= 4) {
            buffer[at++] = HEX[(code >>> shift) & 0xF];
        }
        buffer[at++] = '"';
    }

    /** Writes a string, escaped. */
    void string(String text) throws IOException {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
                put(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                encoded(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                special(c);
            }
        }
        put('"');
    }

    private void special(char c) throws IOException {
        if (c == '"' || c == '\\') {
            put('\\');
            put(c);
        } else if (c < ' ' || c == 0x7F) {
            plain("\\u%04X".formatted((int) c));
        } else {
            encoded(Character.isSurrogate(c) ? 0xFFFD : c);
        }
    }

    private void encoded(int codePoint) throws IOException {
        byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        at += bytes.length;
    }

    /** Writes bytes as a string of base64. */
    void base64(Bytes bytes) throws IOException {
        put('"');
        for (int from = 0; from < bytes.length(); from += BASE64_CHUNK) {
            int count = Math.min(BASE64_CHUNK, bytes.length() - from);
            byte[] encoded = Base64.getEncoder().encode(bytes.slice(from, count).toArray());
            room(encoded.length);
            System.arraycopy(encoded, 0, buffer, at, encoded.length);
            at += encoded.length;
        }
        put('"');
    }
}
