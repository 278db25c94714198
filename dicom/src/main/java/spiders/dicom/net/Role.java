// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** Which side of a service the one who opens the association takes in a presentation context. */
public enum Role {
    /** User, the default. */
    SCU,
    /**
     * Provider, by role selection (PS3.7 section D.3.3.4): receives the objects of a C-GET, sends
     * the event reports of a storage commitment.
     */
    SCP,
    /** User and provider, by role selection. */
    BOTH;

    boolean isUser() {
        return this != SCP;
    }

    boolean isProvider() {
        return this != SCU;
    }
}
