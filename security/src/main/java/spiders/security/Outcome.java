// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** How what was asked ended. */
public enum Outcome {
    SUCCESS,
    /** Not allowed. */
    REFUSED,
    /** Allowed, and did not work. */
    FAILED
}
