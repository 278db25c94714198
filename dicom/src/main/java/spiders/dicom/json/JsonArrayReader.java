// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import spiders.dicom.data.DataSet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads an array of data sets one at a time, so that one is in memory however many there are: the
 * form in which metadata are stored (PS3.18 section 10.5.1.4). The stream stays open.
 */
public final class JsonArrayReader {

    private final JsonInput in;
    private final JsonLimits each;
    private State state = State.BEFORE;

    private enum State {
        BEFORE,
        WITHIN,
        BEHIND
    }

    /**
     * Starts on a text.
     *
     * @param bytes of the whole text, at most
     * @param each what one data set may have; a few KiB more may be read of one
     */
    public JsonArrayReader(InputStream in, long bytes, JsonLimits each) {
        this.in = new JsonInput(in, bytes);
        this.each = each;
    }

    /**
     * The next data set; empty behind the last.
     *
     * @throws MalformedJsonException if the text is no array of data sets, or goes beyond a limit
     */
    public Optional<DataSet> next() throws IOException {
        if (state == State.BEHIND || !hasNext()) {
            return Optional.empty();
        }
        in.limitPiece(each.bytes());
        var dataSet = new JsonDataSetReader(in, each).dataSet();
        in.limitPiece(Long.MAX_VALUE / 2);
        return Optional.of(dataSet);
    }

    private boolean hasNext() throws IOException {
        boolean hasMore;
        if (state == State.BEFORE) {
            in.expect('[');
            hasMore = !in.take(']');
        } else {
            hasMore = in.hasMore(']');
        }
        state = hasMore ? State.WITHIN : State.BEHIND;
        if (!hasMore && in.peekToken() != 0) {
            throw in.failure("Text behind the end");
        }
        return hasMore;
    }
}
