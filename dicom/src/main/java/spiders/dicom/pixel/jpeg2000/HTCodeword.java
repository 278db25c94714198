// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A codeword that tells which samples of a quad are significant (CxtVLC, T.814 annex C).
 *
 * <p>The resource has a row a codeword, in hexadecimal: 0 for the first row of quads and 1 for the
 * others, context, significance, whether an exponent's offset follows, the samples whose highest
 * magnitude bit is told (E^K) and what it is (E^1), the codeword with its first bit lowest, and its
 * length.
 */
record HTCodeword(
        boolean isFirstRow,
        int context,
        int significance,
        boolean hasOffset,
        int known,
        int ones,
        int codeword,
        int length) {

    /** Bits that a codeword has at most. */
    static final int MAX_LENGTH = 7;

    private static final String RESOURCE = "cxt-vlc.txt";
    private static final List<HTCodeword> ROWS = read();

    /** Every codeword. */
    static List<HTCodeword> rows() {
        return ROWS;
    }

    private static List<HTCodeword> read() {
        var rows = new ArrayList<HTCodeword>();
        try (var in = HTCodeword.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("No resource " + RESOURCE);
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(row(line.split(" ", -1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(rows);
    }

    private static HTCodeword row(String[] fields) {
        return new HTCodeword(
                fields[0].equals("0"),
                hex(fields[1]),
                hex(fields[2]),
                fields[3].equals("1"),
                hex(fields[4]),
                hex(fields[5]),
                hex(fields[6]),
                hex(fields[7]));
    }

    private static int hex(String field) {
        return Integer.parseInt(field, 16);
    }
}
