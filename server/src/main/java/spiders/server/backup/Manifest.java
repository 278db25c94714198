// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

import spiders.server.backup.store.Sequence;
import spiders.server.backup.store.Table;

import java.time.Instant;
import java.util.List;

/**
 * What one backup holds; written last, so that a backup without one is incomplete.
 *
 * @param format of the backup, 1
 * @param id its folder's name, which its files are bound to
 * @param schemas the version of the tables of each module
 */
record Manifest(
        int format,
        String id,
        Instant begun,
        String program,
        String node,
        List<SchemaVersion> schemas,
        List<TableFile> tables,
        List<Sequence> sequences,
        Objects objects) {

    Manifest {
        schemas = List.copyOf(schemas);
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
    }

    /** The tables of a module, as its scripts had made them. */
    record SchemaVersion(String schema, String version) {}

    /**
     * A table's file.
     *
     * @param bytes of its text, and {@code sha256} of them
     */
    record TableFile(Table table, long rows, long bytes, String sha256) {}

    /**
     * The objects that the rows name.
     *
     * @param copied whether they are in the backup, or only named by its rows
     * @param absent those that the archive itself did not have whole when it was copied
     */
    record Objects(boolean copied, long count, long bytes, List<String> absent) {

        Objects {
            absent = List.copyOf(absent);
        }
    }
}
