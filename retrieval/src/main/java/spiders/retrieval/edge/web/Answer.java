// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge.web;

/** What a call of an edge is answered: JSON where the code is 200. */
record Answer(int code, String text) {

    static final Answer NOT_THERE = new Answer(404, "no such task");
}
