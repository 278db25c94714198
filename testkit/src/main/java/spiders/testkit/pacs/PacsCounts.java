// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

/**
 * What a PACS was asked since it started.
 *
 * @param finds C-FIND and QIDO-RS requests
 * @param retrievals C-GET, C-MOVE and WADO-RS requests for objects
 * @param sent objects whose bytes were opened to be sent, by whatever way
 * @param stored objects taken
 */
public record PacsCounts(int echoes, int finds, int retrievals, int sent, int stored) {}
