// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import java.nio.file.Path;

/** Where the archive keeps objects. */
public sealed interface ObjectPlace {

    /** A folder of a disk; nodes may share it, each under its own name. */
    record Folder(Path folder) implements ObjectPlace {}
}
