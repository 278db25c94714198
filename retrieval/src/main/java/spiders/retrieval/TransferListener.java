// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

/**
 * Told how a transfer goes on, at most a few times a second and at every change of state; called on
 * the transfer's own thread, and must not block it.
 */
@FunctionalInterface
public interface TransferListener {

    void changed(Transfer transfer);
}
