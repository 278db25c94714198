// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import java.time.Duration;

/** How an attempt at a transfer ended, for the scheduler. */
public sealed interface Ending {

    /** The transfer is in a final state. */
    record Done() implements Ending {}

    /** It waits until a person lets it go on. */
    record Held() implements Ending {}

    /** It did not begin: others come first, or the source is spared. */
    record NotYet(Duration after) implements Ending {}

    /** There is to be another attempt. */
    record Again(Duration after) implements Ending {}
}
