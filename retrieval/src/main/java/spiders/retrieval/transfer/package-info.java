// SPDX-License-Identifier: Apache-2.0
/** How one study is fetched, and how it is proven complete. */
@NullMarked
package spiders.retrieval.transfer;

import org.jspecify.annotations.NullMarked;
