// SPDX-License-Identifier: Apache-2.0
/**
 * The program at a hospital: it asks the hub what there is to do, does it at the local PACS, and
 * sends what came.
 */
@NullMarked
package spiders.edge;

import org.jspecify.annotations.NullMarked;
