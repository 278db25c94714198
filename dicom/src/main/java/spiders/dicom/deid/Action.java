// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

/** What was done to an attribute. */
public enum Action {
    /** The attribute is gone. */
    REMOVED,
    /** The attribute is there, without a value. */
    EMPTIED,
    /** A value that says nothing stands in its place. */
    REPLACED,
    /** The identifiers of a UID attribute were mapped under the key. */
    MAPPED,
    /** A pseudonym of the key, or of the caller's policy, stands in its place. */
    PSEUDONYMIZED,
    /** The day was moved. */
    SHIFTED,
    /** A part that may identify was taken out of the value, or out of the pixels. */
    CLEANED,
    /** The de-identifier wrote it. */
    ADDED
}
