// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.ingest.MetadataCodec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes JSON with the beginnings of its URIs of bulk data replaced. */
public final class BulkRoots {

    private static final String URI = "\"BulkDataURI\":\"";

    private final byte[] mark;
    private final byte[] with;

    private BulkRoots(String mark, String with) {
        this.mark = mark.getBytes(StandardCharsets.UTF_8);
        this.with = with.getBytes(StandardCharsets.UTF_8);
    }

    /** Puts an address where the index has its mark. */
    public static BulkRoots to(String root) {
        return new BulkRoots(URI + MetadataCodec.BULK, URI + root);
    }

    /** Puts an address in place of another; a text has no quotation mark, and is left alone. */
    static BulkRoots from(String old, String root) {
        return new BulkRoots(URI + old, URI + root);
    }

    /** Writes the whole JSON, which begins and ends outside of any URI. */
    public void write(byte[] json, OutputStream out) throws IOException {
        int from = 0;
        for (int at = find(json, from); at >= 0; at = find(json, from)) {
            out.write(json, from, at - from);
            out.write(with);
            from = at + mark.length;
        }
        out.write(json, from, json.length - from);
    }

    private int find(byte[] json, int from) {
        for (int i = from; i <= json.length - mark.length; i++) {
            if (json[i] == mark[0] && isMark(json, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isMark(byte[] json, int at) {
        for (int i = 1; i < mark.length; i++) {
            if (json[at + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
