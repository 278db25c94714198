// SPDX-License-Identifier: Apache-2.0
/** The proof that the audit is as it was written: digests in a chain, and signed anchors. */
@NullMarked
package spiders.security.chain;

import org.jspecify.annotations.NullMarked;
