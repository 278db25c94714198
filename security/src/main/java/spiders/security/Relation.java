// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/**
 * What ties a person to a patient, besides the person's role; {@link AccessPolicy} says which tie
 * is enough for what.
 */
public enum Relation {
    /** Registered a case of the patient. */
    REQUESTER,
    /** Works in a centre whose clinician registered a case of the patient. */
    TREATING_CENTRE,
    /** Coordinates, or is the secretary of, a board that the patient is brought to. */
    BOARD_STAFF,
    /** Takes part in a session that the patient is brought to. */
    PARTICIPANT,
    /** Reads the images of a session that the patient is brought to. */
    ON_CALL_RADIOLOGIST,
    /** Opened an emergency access to the patient, which has not ended. */
    EMERGENCY,
    /** The same, and confirmed that it is opened although the patient objected. */
    EMERGENCY_DESPITE_OBJECTION
}
