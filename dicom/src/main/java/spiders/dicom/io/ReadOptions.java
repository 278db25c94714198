// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;

/**
 * What to read of a data set, and the limits that hold whatever its bytes claim.
 *
 * @param bulkThreshold values of bytes and words longer than this stay in the file as {@link
 *     spiders.dicom.data.BulkDataElement}, and so does all pixel data; {@link #NEVER_LEFT} keeps
 *     all in memory
 * @param stopBefore reading ends before the first element of the data set with this tag or a higher
 *     one
 * @param depthLimit how deep items may nest, at most {@link DataSet#MAX_DEPTH}
 * @param elementLimit how many elements, items and fragments there may be in all
 * @param memoryLimit how many bytes of values may be kept in memory in all
 * @param inflatedLimit how many bytes a deflated data set may inflate to
 */
public record ReadOptions(
        long bulkThreshold,
        Tag stopBefore,
        int depthLimit,
        long elementLimit,
        long memoryLimit,
        long inflatedLimit) {

    /** The bulk threshold that leaves no value in its file. */
    public static final long NEVER_LEFT = Long.MAX_VALUE;

    /** The tag that no element has, before which reading never stops. */
    public static final Tag NEVER = new Tag(0xFFFF_FFFF);

    private static final long MIB = 1L << 20;

    private static final ReadOptions DEFAULTS =
            new ReadOptions(NEVER_LEFT, NEVER, 100, 5_000_000, 1024 * MIB, 4096 * MIB);

    public ReadOptions {
        if (bulkThreshold < 0 || elementLimit < 0 || memoryLimit < 0 || inflatedLimit < 0) {
            throw new IllegalArgumentException("A limit is negative");
        }
        if (depthLimit < 0 || depthLimit > DataSet.MAX_DEPTH) {
            throw new IllegalArgumentException("Depth is limited to 0 to " + DataSet.MAX_DEPTH);
        }
    }

    /**
     * Everything in memory, up to 1 GiB of values; 100 levels of items, 5 million elements, 4 GiB
     * inflated.
     */
    public static ReadOptions defaults() {
        return DEFAULTS;
    }

    /** Values above 16 KiB are left in the file, and 64 MiB of the others are let in. */
    public static ReadOptions withoutBulkData() {
        return DEFAULTS.withBulkThreshold(16 * 1024).withMemoryLimit(64 * MIB);
    }

    public ReadOptions withBulkThreshold(long bytes) {
        return new ReadOptions(
                bytes, stopBefore, depthLimit, elementLimit, memoryLimit, inflatedLimit);
    }

    public ReadOptions stoppingBefore(Tag tag) {
        return new ReadOptions(
                bulkThreshold, tag, depthLimit, elementLimit, memoryLimit, inflatedLimit);
    }

    public ReadOptions withDepthLimit(int levels) {
        return new ReadOptions(
                bulkThreshold, stopBefore, levels, elementLimit, memoryLimit, inflatedLimit);
    }

    public ReadOptions withElementLimit(long elements) {
        return new ReadOptions(
                bulkThreshold, stopBefore, depthLimit, elements, memoryLimit, inflatedLimit);
    }

    public ReadOptions withMemoryLimit(long bytes) {
        return new ReadOptions(
                bulkThreshold, stopBefore, depthLimit, elementLimit, bytes, inflatedLimit);
    }

    public ReadOptions withInflatedLimit(long bytes) {
        return new ReadOptions(
                bulkThreshold, stopBefore, depthLimit, elementLimit, memoryLimit, bytes);
    }
}
