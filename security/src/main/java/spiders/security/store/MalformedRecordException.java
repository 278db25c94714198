// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

/** A row of the audit that this program cannot have written: somebody else has. */
public final class MalformedRecordException extends RuntimeException {

    private final long id;

    MalformedRecordException(long id, String reason) {
        super("record %d %s".formatted(id, reason));
        this.id = id;
    }

    /** Of the row. */
    public long id() {
        return id;
    }
}
