// SPDX-License-Identifier: Apache-2.0
/** The pages and the JSON interface of boards, sessions and cases. */
@NullMarked
package spiders.rcp.web;

import org.jspecify.annotations.NullMarked;
