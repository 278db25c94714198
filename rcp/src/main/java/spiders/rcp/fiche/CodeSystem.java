// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

/** Where codes of a fiche come from, with the OIDs of the CI-SIS. */
public enum CodeSystem {
    LOINC("2.16.840.1.113883.6.1", "LOINC"),
    SNOMED_CT("2.16.840.1.113883.6.96", "SNOMED CT"),
    NCIT("2.16.840.1.113883.3.26.1.1", "NCIt"),
    CIM_10("2.16.840.1.113883.6.3", "CIM-10"),
    CIM_O_3("2.16.840.1.113883.6.43.1", "CIM-O-3"),
    TA_ASIP("1.2.250.1.213.1.1.4.322", "TA_ASIP");

    private final String oid;
    private final String label;

    CodeSystem(String oid, String label) {
        this.oid = oid;
        this.label = label;
    }

    public String oid() {
        return oid;
    }

    public String label() {
        return label;
    }
}
