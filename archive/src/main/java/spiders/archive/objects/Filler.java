// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.time.InstantSource;

/**
 * Who fills a store.
 *
 * @param node its name among those that share the store
 * @param reserveBytes room that stays free on its disk for others, the database first; an object
 *     that would go below is refused
 * @param register of the shelves, shared by all nodes
 */
record Filler(String node, long reserveBytes, ShelfRegister register, InstantSource clock) {}
