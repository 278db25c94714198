// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** What a person is to one session, besides the members of its board. */
public enum SessionFunction {
    PARTICIPANT,
    /** Reads the images before this session. */
    ON_CALL_RADIOLOGIST
}
