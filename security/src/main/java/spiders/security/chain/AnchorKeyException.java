// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import java.nio.file.Path;

/**
 * A key of anchors is not there, not ours to read, or none; the message says which file and why.
 */
public final class AnchorKeyException extends RuntimeException {

    private final Path file;

    AnchorKeyException(Path file, String reason) {
        super(reason);
        this.file = file;
    }

    AnchorKeyException(Path file, String reason, Throwable cause) {
        super(reason, cause);
        this.file = file;
    }

    /** Which file. */
    public Path file() {
        return file;
    }
}
