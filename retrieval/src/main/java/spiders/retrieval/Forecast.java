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
 */
public record Forecast(
        Optional<Instant> likely, Optional<Instant> cautious, boolean measured, boolean failing) {

    /** Whether it is known to be there by then, with caution. */
    public boolean isReadyBy(Instant moment) {
        return !failing && cautious.filter(at -> !at.isAfter(moment)).isPresent();
    }
}
