// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** Why a person opens a patient's data without being tied to the patient. */
public enum EmergencyReason {
    /** Life or function is at stake now. */
    VITAL_EMERGENCY,
    /** The person on duty takes over a patient of others. */
    CONTINUITY_OF_CARE,
    /** Another doctor asks for an opinion that cannot wait for a registration. */
    URGENT_OPINION,
    /** The usual systems are out of order. */
    SYSTEMS_DOWN,
    /** None of these; the words say it. */
    OTHER
}
