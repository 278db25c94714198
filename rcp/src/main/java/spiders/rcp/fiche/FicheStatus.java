// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

/** Where a version of a fiche stands, with its code in SNOMED CT (JDV_StatutDoc). */
public enum FicheStatus {
    IN_PROGRESS("385651009"),
    /** Approved by the coordinator; never written again, only replaced by a further version. */
    APPROVED("9571008");

    private final String code;

    FicheStatus(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
