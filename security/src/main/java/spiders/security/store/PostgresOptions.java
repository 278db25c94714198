// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import java.nio.file.Path;

/**
 * Where an embedded PostgreSQL keeps its data and its programs, and how careful it is.
 *
 * @param data the folder of the cluster, its password and its log
 * @param programs the folder the programs are unpacked below, in a folder of their version
 * @param durable whether a commit reaches the disk before it is answered; false is for tests alone
 */
public record PostgresOptions(Path data, Path programs, boolean durable) {

    public PostgresOptions {
        data = data.toAbsolutePath().normalize();
        programs = programs.toAbsolutePath().normalize();
    }
}
