// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

/** A line of the side-by-side display of two identities. */
public enum ComparedField {
    IDENTIFIER,
    INS,
    FAMILY_NAME,
    GIVEN_NAME,
    BIRTH_DATE,
    SEX
}
