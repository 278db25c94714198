// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/** Why the archive does not keep an object. */
public enum Refusal {
    /** The same SOP Instance UID is stored with another content; what is stored stays. */
    DIFFERS,
    /** The instance was rejected; it comes back when the rejection is revoked. */
    REJECTED,
    /** The bytes are no data set of their transfer syntax. */
    MALFORMED,
    /** The data set ends early, or its pixel data is shorter than its geometry says. */
    TRUNCATED,
    /** The data set's SOP class or instance is not the announced one, or a UID is missing. */
    MISMATCHED,
    /** The study is stored under another patient's identity. */
    OTHER_PATIENT,
    /** No room on the disk. */
    OUT_OF_SPACE,
    /** As much is here as the quota of its origin allows; others are still taken. */
    OVER_QUOTA,
    /** The store of the objects does not answer; the same object may be taken later. */
    UNAVAILABLE
}
