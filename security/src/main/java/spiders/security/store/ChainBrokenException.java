// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

/** The audit's chain is not what an anchor says that it was; the message says where. */
public final class ChainBrokenException extends RuntimeException {

    private final long position;

    public ChainBrokenException(long position, String reason) {
        super(reason);
        this.position = position;
    }

    /** Of the anchor. */
    public long position() {
        return position;
    }
}
