// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/**
 * A session in the calendar.
 *
 * @param cases how many patients are on its agenda
 * @param open whether it still takes cases
 */
public record AgendaEntry(Session session, Board board, int cases, boolean open) {}
