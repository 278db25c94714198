// SPDX-License-Identifier: Apache-2.0
/**
 * Cases that come from elsewhere: sheets and messages, read into what a person would have typed.
 */
@NullMarked
package spiders.rcp.inbound;

import org.jspecify.annotations.NullMarked;
