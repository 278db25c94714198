// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import java.io.IOException;

/** Writes strings of JSON (RFC 8259 section 7). */
final class JsonText {

    private JsonText() {}

    static void write(Appendable out, String text) throws IOException {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
