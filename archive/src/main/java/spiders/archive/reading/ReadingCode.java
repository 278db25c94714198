// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

/** The codes that a note is made of (PS3.16 TID 2000, TID 1204, TID 1003, CID 7000, CID 7001). */
enum ReadingCode {
    REPORT("18748-4", "LN", "Diagnostic Imaging Report"),
    LANGUAGE("121049", "DCM", "Language of Content Item and Descendants"),
    OBSERVER_TYPE("121005", "DCM", "Observer Type"),
    PERSON("121006", "DCM", "Person"),
    OBSERVER_NAME("121008", "DCM", "Person Observer Name"),
    OBSERVER_ORGANIZATION("121009", "DCM", "Person Observer's Organization Name"),
    FINDINGS("121070", "DCM", "Findings"),
    FINDING("121071", "DCM", "Finding"),
    CONCLUSIONS("121076", "DCM", "Conclusions"),
    CONCLUSION("121077", "DCM", "Conclusion"),
    KEY_IMAGES("121180", "DCM", "Key Images"),
    OF_INTEREST("113000", "DCM", "Of Interest"),
    KEY_OBJECT_DESCRIPTION("113012", "DCM", "Key Object Description");

    private final String value;
    private final String scheme;
    private final String meaning;

    ReadingCode(String value, String scheme, String meaning) {
        this.value = value;
        this.scheme = scheme;
        this.meaning = meaning;
    }

    String value() {
        return value;
    }

    String meaning() {
        return meaning;
    }

    DataSet item() {
        return item(value, scheme, meaning);
    }

    static DataSet item(String value, String scheme, String meaning) {
        return DataSet.builder()
                .set(Tags.CodeValue, value)
                .set(Tags.CodingSchemeDesignator, scheme)
                .set(Tags.CodeMeaning, meaning)
                .build();
    }
}
