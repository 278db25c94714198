// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** What a listener wants of the operation it listens to. */
public enum Proceed {
    CONTINUE,
    /** Ends the operation by C-CANCEL; what was under way may still arrive. */
    CANCEL
}
