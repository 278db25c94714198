// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** What a person is to a board, in each of its sessions. */
public enum MemberFunction {
    /** Answers for the board and its reports. */
    COORDINATOR,
    SECRETARY,
    /** Sits in its sessions. */
    PARTICIPANT,
    /** Reads the images before its sessions. */
    RADIOLOGIST
}
