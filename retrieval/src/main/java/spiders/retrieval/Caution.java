// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

/** Why an identity, however well it compares, is left to a person's judgement. */
public enum Caution {
    /** Marked doubtful (DOUT). */
    DOUBTFUL,
    /** Marked fictitious (FICT). */
    FICTITIOUS,
    /** Marked a homonym, detected or proven (HOMD, HOMA). */
    HOMONYM,
    /** Somebody with the same birth date and family name has another given name. */
    TWIN,
    /** A provisional given name of a newborn. */
    NEWBORN,
    /** A birth date of 01/01 or 31/12, or a partial one. */
    IMPUTED_DATE,
    /** More than 110 years old. */
    VERY_OLD,
    /** Both sides carry a national identifier of the same domain, and they differ. */
    INS_DIFFERS
}
