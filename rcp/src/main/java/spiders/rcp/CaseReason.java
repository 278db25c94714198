// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** Why a case is brought to a board, as the national form of the RCP distinguishes it. */
public enum CaseReason {
    DIAGNOSTIC_OPINION,
    TREATMENT_PROPOSAL,
    TREATMENT_ADJUSTMENT,
    SURVEILLANCE,
    RECOURSE
}
