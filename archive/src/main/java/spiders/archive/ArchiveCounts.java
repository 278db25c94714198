// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/** How much the archive holds; bytes are those of the data sets. */
public record ArchiveCounts(long patients, long studies, long series, long instances, long bytes) {}
