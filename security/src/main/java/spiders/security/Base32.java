// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.io.ByteArrayOutputStream;

/** Base32 without padding (RFC 4648, section 6), as authenticator applications read secrets. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String encode(byte[] bytes) {
        var text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte value : bytes) {
            buffer = (buffer << Byte.SIZE) | (value & 0xFF);
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(ALPHABET.charAt((buffer >> held) & 0x1F));
            }
            buffer &= (1 << held) - 1;
        }
        if (held > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS - held)) & 0x1F));
        }
        return text.toString();
    }

    /** Reads what {@link #encode} wrote; another character is an IllegalArgumentException. */
    static byte[] decode(String text) {
        var bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int held = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("no Base32");
            }
            buffer = ((buffer << BITS) | value) & 0xFFFF;
            held += BITS;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                bytes.write(buffer >> held);
            }
        }
        return bytes.toByteArray();
    }
}
