// SPDX-License-Identifier: Apache-2.0
package spiders.archive.receiving;

import spiders.archive.objects.OutOfSpaceException;
import spiders.archive.objects.Scratch;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.web.MediaType;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The values that came in parts of their own, in a scratch file, each by its Content-Location. A
 * value is found by that alone: a URI is a name here, and no address (PS3.18 section 10.5.1.4).
 */
final class BulkParts {

    static final String OCTETS = "application/octet-stream";

    private static final String EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid().value();

    /**
     * Where a value is in the scratch file.
     *
     * @param type its media type, without parameters
     * @param transferSyntax the parameter of that name; empty if there is none
     */
    record Part(long offset, long length, String type, String transferSyntax) {

        /** Whether the bytes are a value as it stands in a little-endian data set. */
        boolean isOctets() {
            return type.equals(OCTETS)
                    && (transferSyntax.isEmpty() || transferSyntax.equals(EXPLICIT));
        }
    }

    /** A part that came, and what is known of it. */
    private static final class Arrived {

        private final Part part;
        private final boolean isLost;
        private boolean isDouble;
        private boolean isUsed;

        Arrived(Part part, boolean isLost) {
            this.part = part;
            this.isLost = isLost;
        }
    }

    private final Scratch scratch;
    private final Map<String, Arrived> parts = new HashMap<>();
    private int nameless;

    BulkParts(Scratch scratch) {
        this.scratch = scratch;
    }

    /** Keeps a value; of one for which there is no room, its name. */
    void add(String location, MediaType type, InputStream bytes) throws IOException {
        if (location.isBlank()) {
            nameless++;
            return;
        }
        var before = parts.get(location);
        if (before != null) {
            before.isDouble = true;
            return;
        }
        long offset = scratch.length();
        boolean isLost = false;
        try {
            scratch.append(bytes);
        } catch (OutOfSpaceException e) {
            isLost = true;
        }
        var syntax = type.parameter("transfer-syntax").orElse("");
        var part = new Part(offset, scratch.length() - offset, type.type(), syntax);
        parts.put(location, new Arrived(part, isLost));
    }

    boolean has(String location) {
        return parts.containsKey(location);
    }

    Part part(String location) {
        var arrived = parts.get(location);
        if (arrived == null) {
            throw new UnfitException(Flaw.NO_PART, "No part for a BulkDataURI");
        }
        arrived.isUsed = true;
        if (arrived.isDouble) {
            throw new UnfitException(Flaw.AMBIGUOUS, "Several parts for a BulkDataURI");
        }
        if (arrived.isLost) {
            throw new UnfitException(Flaw.NO_ROOM, "No room for bulk data");
        }
        return arrived.part;
    }

    /** How many parts came that no metadata have asked for. */
    int unused() {
        return nameless + (int) parts.values().stream().filter(one -> !one.isUsed).count();
    }
}
