// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

/** A file of a backup is not what was written: changed, cut, or put there from elsewhere. */
public final class DamagedException extends RuntimeException {

    private final String file;

    DamagedException(String file, String reason) {
        super("%s: %s".formatted(file, reason));
        this.file = file;
    }

    DamagedException(String file, String reason, Throwable cause) {
        super("%s: %s".formatted(file, reason), cause);
        this.file = file;
    }

    /** Its name in the backup. */
    public String file() {
        return file;
    }
}
