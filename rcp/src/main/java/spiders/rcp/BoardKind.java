// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/**
 * Whether a meeting is a tumour board in the sense of the law, or a staff.
 *
 * <p>A staff never replaces an RCP: it has no quorum and gives no opinion on a therapeutic proposal
 * (D. 6124-131 CSP).
 */
public enum BoardKind {
    RCP,
    STAFF
}
