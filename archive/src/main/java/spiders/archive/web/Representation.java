// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import java.util.List;
import java.util.Optional;

/**
 * How bytes are sent: their media type and transfer syntax, in parts or as one body.
 *
 * @param transferSyntax UID
 */
record Representation(boolean isMultipart, String mediaType, String transferSyntax) {

    /**
     * A way in which the archive can send something.
     *
     * @param isDefault whether it serves a request that names no transfer syntax
     */
    record Offer(String mediaType, String transferSyntax, boolean isDefault) {

        private boolean satisfies(MediaRange range) {
            return isMediaType(range.content()) && isTransferSyntax(range.transferSyntax());
        }

        private boolean isMediaType(String asked) {
            return asked.equals("*/*")
                    || asked.equals(mediaType)
                    || (asked.endsWith("/*")
                            && mediaType.startsWith(asked.substring(0, asked.length() - 1)));
        }

        private boolean isTransferSyntax(String asked) {
            return asked.isEmpty() ? isDefault : asked.equals("*") || asked.equals(transferSyntax);
        }
    }

    /**
     * The best of what is asked for that can be had; empty is 406.
     *
     * @param offers what there is, best first
     * @param canBeOne whether there is one thing to send, so that it needs no parts
     */
    static Optional<Representation> choose(
            List<MediaRange> accepted, List<Offer> offers, boolean canBeOne) {
        for (var range : accepted) {
            boolean parts = range.isMultipart() || range.type().equals("*/*");
            if (range.quality() == 0 || (!parts && !canBeOne)) {
                continue;
            }
            for (var offer : offers) {
                if (offer.satisfies(range)) {
                    return Optional.of(
                            new Representation(parts, offer.mediaType(), offer.transferSyntax()));
                }
            }
        }
        return Optional.empty();
    }

    /** The content type of one part, or of the whole. */
    String contentType() {
        return mediaType + "; transfer-syntax=" + transferSyntax;
    }
}
