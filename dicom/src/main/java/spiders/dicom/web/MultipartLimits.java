// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

/**
 * How much of a multipart body is accepted; none of it is kept but one part's header.
 *
 * @param headerBytes of one part, all its header lines together
 * @param parts in one body
 * @param bytes of the whole body
 */
public record MultipartLimits(int headerBytes, int parts, long bytes) {

    /** 16 KiB of header, a million parts, 1 TiB. */
    public static final MultipartLimits DEFAULT =
            new MultipartLimits(16 << 10, 1_000_000, 1L << 40);

    public MultipartLimits {
        if (headerBytes < 1 || parts < 1 || bytes < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
    }
}
