// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** Is told when a patient objects, in the transaction that records it, to stop what goes on. */
@FunctionalInterface
public interface ObjectionListener {

    void objected(PatientKey patient, SharingPurpose purpose);
}
