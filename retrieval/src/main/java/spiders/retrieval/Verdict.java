// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

/** What a person decided of an identity. */
public enum Verdict {
    /** Nobody decided. */
    OPEN,
    CONFIRMED,
    REFUSED
}
