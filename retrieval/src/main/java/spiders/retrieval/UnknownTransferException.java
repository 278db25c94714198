// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import java.util.UUID;

/** No transfer has this id. */
public final class UnknownTransferException extends RuntimeException {

    private final UUID transfer;

    UnknownTransferException(UUID transfer) {
        super("no transfer " + transfer);
        this.transfer = transfer;
    }

    public UUID transfer() {
        return transfer;
    }
}
