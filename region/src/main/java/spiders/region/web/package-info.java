// SPDX-License-Identifier: Apache-2.0
/** The page of sources. */
@NullMarked
package spiders.region.web;

import org.jspecify.annotations.NullMarked;
