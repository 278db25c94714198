// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import spiders.dicom.data.UID;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said of the bytes of an object that an edge sends: a range of its data set as it came
 * from the source, without file meta information.
 *
 * @param sha256 of the whole data set, 64 lower-case hexadecimal digits
 * @param length of the whole data set
 * @param offset of the first byte of this piece
 * @param size of this piece, before it was compressed
 */
public record EdgePiece(
        UID sopClassUID,
        UID sopInstanceUID,
        UID transferSyntax,
        String sha256,
        long length,
        long offset,
        int size) {

    /** No piece is longer: what is lost by a cut of the link, and what a side holds in memory. */
    public static final int MOST = 4 << 20;

    /** The names of the header fields. */
    public static final String CLASS = "Spiders-SOP-Class";

    public static final String SYNTAX = "Spiders-Transfer-Syntax";
    public static final String DIGEST = "Spiders-SHA-256";

    private static final Pattern RANGE =
            Pattern.compile("bytes (\\d{1,15})-(\\d{1,15})/(\\d{1,15})");

    public EdgePiece {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no SHA-256");
        }
        if (offset < 0 || size < 0 || size > MOST || offset + size > length) {
            throw new IllegalArgumentException(
                    "%d bytes at %d of %d: no piece".formatted(size, offset, length));
        }
    }

    /**
     * Reads the range as it is written in {@code Content-Range} (RFC 9110 section 14.4).
     *
     * @throws IllegalArgumentException if it is none
     */
    public static EdgePiece of(
            UID sopClass, UID sop, UID syntax, String sha256, String contentRange) {
        Matcher range = RANGE.matcher(contentRange);
        if (!range.matches()) {
            throw new IllegalArgumentException("no range of bytes");
        }
        long first = Long.parseLong(range.group(1));
        long size = Long.parseLong(range.group(2)) - first + 1;
        if (size < 1 || size > MOST) {
            throw new IllegalArgumentException("a piece of %d bytes".formatted(size));
        }
        return new EdgePiece(
                sopClass, sop, syntax, sha256, Long.parseLong(range.group(3)), first, (int) size);
    }

    public String contentRange() {
        return "bytes %d-%d/%d".formatted(offset, offset + size - 1, length);
    }

    public boolean isWhole() {
        return size == length;
    }

    public boolean isLast() {
        return offset + size == length;
    }
}
