// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** Is told of emergency accesses, in the transaction that opens or ends them. */
public interface EmergencyListener {

    void opened(Emergency emergency);

    /** Somebody ended it before its time. */
    void ended(Emergency emergency);
}
