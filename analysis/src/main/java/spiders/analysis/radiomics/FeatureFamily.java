// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** The families of the IBSI manual, with their codes. */
public enum FeatureFamily {
    MORPHOLOGY("HCUG"),
    LOCAL_INTENSITY("9ST6"),
    INTENSITY_STATISTICS("UHIW"),
    INTENSITY_HISTOGRAM("ZVCW"),
    INTENSITY_VOLUME_HISTOGRAM("P88C"),
    /** Grey level co-occurrence matrix. */
    GLCM("LFYI"),
    /** Grey level run length matrix. */
    GLRLM("TP0I"),
    /** Grey level size zone matrix. */
    GLSZM("9SAK"),
    /** Grey level distance zone matrix. */
    GLDZM("VMDZ"),
    /** Neighbourhood grey tone difference matrix. */
    NGTDM("IPET"),
    /** Neighbouring grey level dependence matrix. */
    NGLDM("REK0");

    private final String code;

    FeatureFamily(String code) {
        this.code = code;
    }

    /** The four-character code of the IBSI manual. */
    public String code() {
        return code;
    }
}
