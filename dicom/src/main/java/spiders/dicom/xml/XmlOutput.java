// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.xml;

import spiders.dicom.data.Bytes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes pieces of XML in UTF-8 through a buffer. */
final class XmlOutput {

    private static final int SIZE = 8 * 1024;
    private static final int BASE64_CHUNK = 3 * 1024;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int at;

    XmlOutput(OutputStream out) {
        this.out = out;
    }

    /** Hands all bytes on; does not flush the stream below. */
    void flush() throws IOException {
        out.write(buffer, 0, at);
        at = 0;
    }

    /** Writes markup, which is plain. */
    void markup(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            put((byte) text.charAt(i));
        }
    }

    private void put(byte b) throws IOException {
        if (at == SIZE) {
            flush();
        }
        buffer[at++] = b;
    }

    /** Writes text of an element, or of an attribute in double quotes. */
    void text(String text) throws IOException {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c >= ' ' && c < 0x7F && c != '<' && c != '>' && c != '&' && c != '"') {
                put((byte) c);
            } else {
                special(c);
            }
        }
    }

    private void special(int c) throws IOException {
        switch (c) {
            case '<' -> markup("&lt;");
            case '>' -> markup("&gt;");
            case '&' -> markup("&amp;");
            case '"' -> markup("&quot;");
            // Written as they are, a reader would make a line feed or a space of them.
            case '\r' -> markup("&#13;");
            case '\n' -> markup("&#10;");
            case '\t' -> markup("&#9;");
            default -> encoded(isCharacter(c) ? c : 0xFFFD);
        }
    }

    /** Whether XML 1.0 has the character (section 2.2). */
    private static boolean isCharacter(int c) {
        return (c >= ' ' && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }

    private void encoded(int codePoint) throws IOException {
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            put(b);
        }
    }

    void base64(Bytes bytes) throws IOException {
        for (int from = 0; from < bytes.length(); from += BASE64_CHUNK) {
            int count = Math.min(BASE64_CHUNK, bytes.length() - from);
            for (byte b : Base64.getEncoder().encode(bytes.slice(from, count).toArray())) {
                put(b);
            }
        }
    }
}
