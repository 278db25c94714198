// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/** What becomes of an object whose SOP Instance UID is stored with another content. */
public enum Duplicates {
    /** It is refused, and the sender is told. */
    REFUSE,
    /** It is kept, and served to nobody until a person has chosen between the two. */
    KEEP_APART
}
