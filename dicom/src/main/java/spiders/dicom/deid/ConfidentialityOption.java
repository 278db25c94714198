// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

/** An option of the basic profile, with its code of CID 7050 (PS3.15 section E.3). */
public enum ConfidentialityOption {
    /** Private attributes known to be safe stay (PS3.15 section E.3.10). */
    RETAIN_SAFE_PRIVATE("113111", "Retain Safe Private Option"),
    /** UIDs stay as they are (PS3.15 section E.3.9). */
    RETAIN_UIDS("113110", "Retain UIDs Option"),
    /** What names the device stays (PS3.15 section E.3.8). */
    RETAIN_DEVICE_IDENTITY("113109", "Retain Device Identity Option"),
    /** What names the institution stays (PS3.15 section E.3.11). */
    RETAIN_INSTITUTION_IDENTITY("113112", "Retain Institution Identity Option"),
    /** Age, sex, height, weight and the like stay (PS3.15 section E.3.7). */
    RETAIN_PATIENT_CHARACTERISTICS("113108", "Retain Patient Characteristics Option"),
    /** Dates and times stay as they are (PS3.15 section E.3.6). */
    RETAIN_FULL_DATES("113106", "Retain Longitudinal Temporal Information Full Dates Option"),
    /** Dates are moved by as many days throughout a patient (PS3.15 section E.3.6). */
    RETAIN_MODIFIED_DATES(
            "113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
    /** Descriptions stay, cleaned of what identifies (PS3.15 section E.3.5). */
    CLEAN_DESCRIPTORS("113105", "Clean Descriptors Option"),
    /** Content items stay, each by its concept's rule (PS3.15 section E.3.4). */
    CLEAN_STRUCTURED_CONTENT("113104", "Clean Structured Content Option"),
    /** Overlays and annotations stay, cleaned of text that identifies (PS3.15 section E.3.3). */
    CLEAN_GRAPHICS("113103", "Clean Graphics Option"),
    /** What is burned into pixels is blanked (PS3.15 section E.3.1). */
    CLEAN_PIXEL_DATA("113101", "Clean Pixel Data Option"),
    /** What shows a face is blanked (PS3.15 section E.3.2). */
    CLEAN_RECOGNIZABLE_VISUAL_FEATURES("113102", "Clean Recognizable Visual Features Option");

    private final String code;
    private final String meaning;

    ConfidentialityOption(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The code in CID 7050, of the scheme DCM. */
    public String code() {
        return code;
    }

    /** The meaning of the code, as PS3.16 prints it. */
    public String meaning() {
        return meaning;
    }
}
