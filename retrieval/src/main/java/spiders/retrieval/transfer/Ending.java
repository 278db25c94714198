// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import java.time.Duration;

/** How an attempt at a transfer ended, for the scheduler. */
public sealed interface Ending {

    /** The transfer is in a final state. */
    record Done() implements Ending {}

    /** There is to be another attempt. */
    record Again(Duration after) implements Ending {}
}
