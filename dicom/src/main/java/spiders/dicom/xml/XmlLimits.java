// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.xml;

import spiders.dicom.data.DataSet;

/**
 * What the reader takes, whatever is sent.
 *
 * @param bytes of the document, and so of any one value
 * @param depth how deep items may nest, at most {@link DataSet#MAX_DEPTH}
 * @param values elements of XML, and values passed over by their number, in all
 */
public record XmlLimits(long bytes, int depth, long values) {

    public XmlLimits {
        if (bytes < 0 || values < 0 || depth < 0 || depth > DataSet.MAX_DEPTH) {
            throw new IllegalArgumentException("Limits %d, %d, %d".formatted(bytes, depth, values));
        }
    }

    /** 256 MiB, 100 levels of items, 5 million values. */
    public static XmlLimits defaults() {
        return new XmlLimits(256L << 20, 100, 5_000_000);
    }
}
