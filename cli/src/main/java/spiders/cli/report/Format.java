// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

/** How results are written. */
public enum Format {
    /** Comma-separated cells (RFC 4180), a header line first. */
    CSV,
    /** One object: the command, its settings, and a list of rows. */
    JSON,
    /** Pages of A4 with tables and pictures; always to a file. */
    PDF
}
