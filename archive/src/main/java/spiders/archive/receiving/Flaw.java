// SPDX-License-Identifier: Apache-2.0
package spiders.archive.receiving;

/** Why no object can be composed of metadata and the parts of their request. */
public enum Flaw {
    /** A value is named by a URI that no part has; whatever the URI is, nothing is fetched. */
    NO_PART,
    /** A value is named by a URI that several parts have. */
    AMBIGUOUS,
    /** A part's bytes are not what the metadata, or its own media type, say of them. */
    CONTRADICTORY,
    /** Pixel data in a form, or said to be in one, that no transfer syntax of ours has. */
    UNSUPPORTED,
    /** The metadata lack an attribute, and nothing else tells it. */
    INCOMPLETE,
    /** The bytes of a part found no room. */
    NO_ROOM
}
