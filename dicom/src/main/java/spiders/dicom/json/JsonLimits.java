// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import spiders.dicom.data.DataSet;

/**
 * What the reader takes, whatever is sent.
 *
 * @param bytes of text in all, and so of any one value
 * @param depth how deep items may nest, at most {@link DataSet#MAX_DEPTH}
 * @param values elements, values and items in all
 */
public record JsonLimits(long bytes, int depth, long values) {

    public JsonLimits {
        if (bytes < 0 || values < 0 || depth < 0 || depth > DataSet.MAX_DEPTH) {
            throw new IllegalArgumentException("Limits %d, %d, %d".formatted(bytes, depth, values));
        }
    }

    /** 256 MiB, 100 levels of items, 5 million values. */
    public static JsonLimits defaults() {
        return new JsonLimits(256L << 20, 100, 5_000_000);
    }
}
