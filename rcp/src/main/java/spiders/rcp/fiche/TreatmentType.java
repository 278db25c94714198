// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

/** Kinds of treatment, with their codes in the national value set JDV_TypeTraitement_FRCP. */
public enum TreatmentType {
    SURGERY("387713003", CodeSystem.SNOMED_CT),
    RADIOTHERAPY("C15313", CodeSystem.NCIT),
    BRACHYTHERAPY("C15195", CodeSystem.NCIT),
    CHEMOTHERAPY("C15632", CodeSystem.NCIT),
    TARGETED_THERAPY("C93352", CodeSystem.NCIT),
    HORMONE_THERAPY("C547", CodeSystem.NCIT),
    IMMUNOTHERAPY("C15262", CodeSystem.NCIT),
    INTERVENTIONAL_RADIOLOGY("C63334", CodeSystem.NCIT),
    INTERVENTIONAL_ENDOSCOPY("C157891", CodeSystem.NCIT),
    THERAPEUTIC_WINDOW("MED-556", CodeSystem.TA_ASIP),
    SURVEILLANCE("MED-226", CodeSystem.TA_ASIP),
    ACTIVE_SURVEILLANCE("MED-227", CodeSystem.TA_ASIP),
    RADIOACTIVE_IODINE("MED-232", CodeSystem.TA_ASIP),
    GRAFT("MED-126", CodeSystem.TA_ASIP),
    SUPPORTIVE_CARE("C15747", CodeSystem.NCIT),
    PALLIATIVE_CARE("C15252", CodeSystem.NCIT),
    OTHER_DRUG("GEN-092.03.02", CodeSystem.TA_ASIP),
    OTHER("GEN-092.03.01", CodeSystem.TA_ASIP);

    private final String code;
    private final CodeSystem system;

    TreatmentType(String code, CodeSystem system) {
        this.code = code;
        this.system = system;
    }

    public String code() {
        return code;
    }

    public CodeSystem system() {
        return system;
    }
}
