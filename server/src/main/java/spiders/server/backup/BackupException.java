// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

/** A backup or a restore cannot go on; the message is one sentence for the administrator. */
public final class BackupException extends RuntimeException {

    public BackupException(String message) {
        super(message);
    }

    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
