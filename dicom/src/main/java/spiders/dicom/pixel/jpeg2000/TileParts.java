// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the tile-parts of one tile hold: their parameters, packets and packed packet headers. */
final class TileParts {

    private Parameters parameters;
    private boolean hasOwnParameters;
    private int parts;
    private final List<StreamReader> bodies = new ArrayList<>();
    private final List<StreamReader> packedHeaders = new ArrayList<>();
    private final SortedMap<Integer, StreamReader> headersOfPart = new TreeMap<>();

    TileParts(Parameters mainHeader) {
        parameters = mainHeader;
    }

    Parameters parameters() {
        return parameters;
    }

    /** The parameters, to change for this tile alone. */
    Parameters ownParameters() {
        if (!hasOwnParameters) {
            parameters = parameters.copy();
            hasOwnParameters = true;
        }
        return parameters;
    }

    int parts() {
        return parts;
    }

    /** Adds a segment of packed packet headers (PPT) of the part that is being read. */
    void addPackedHeaders(int index, StreamReader headers) {
        if (headersOfPart.put(index, headers) != null) {
            throw headers.malformed("Two PPT segments %d".formatted(index));
        }
    }

    /** Ends a part with what follows its header; empty if it holds nothing. */
    void add(StreamReader body) {
        parts++;
        bodies.add(body);
        if (!headersOfPart.isEmpty()) {
            packedHeaders.add(StreamReader.join(headersOfPart.values()));
            headersOfPart.clear();
        }
    }

    /** Adds packed packet headers that stood in the main header (PPM). */
    void addPackedHeaders(StreamReader headers) {
        packedHeaders.add(headers);
    }

    /** The packets, part by part. */
    List<StreamReader> bodies() {
        return bodies;
    }

    /** The packet headers where they are apart from the packets; else empty. */
    List<StreamReader> packedHeaders() {
        return packedHeaders;
    }
}
