// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import java.time.Instant;
import java.util.Optional;

/**
 * When a transfer is likely to be verified.
 *
 * @param likely at the median of the speeds that were measured; empty where it never comes, since
 *     the source is spared the whole week
 * @param cautious at the speed that four transfers of five reach
 * @param measured whether speeds of this source are known; else they are assumed
 * @param failing whether its last attempt brought nothing: it then comes when the source answers
 * @param exhausted whether its quick attempts are used up: it is tried now and then, and whoever
 *     answers for the source is to be called
 */
public record Forecast(
        Optional<Instant> likely,
        Optional<Instant> cautious,
        boolean measured,
        boolean failing,
        boolean exhausted) {

    /** Whether it is known to be there by then, with caution. */
    public boolean isReadyBy(Instant moment) {
        return !failing && cautious.filter(at -> !at.isAfter(moment)).isPresent();
    }
}
