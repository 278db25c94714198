// SPDX-License-Identifier: Apache-2.0
package spiders.archive.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.archive.matching.KeyMatching.Kind;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;

import java.util.List;

/** Holds the kinds of matching that are claimed of a VR to what a key of it finds. */
class KeyMatchingKindsTest {

    @ParameterizedTest
    @CsvSource({
        "PatientName, DEMO^ELODIE, DEM*",
        "PatientID, 4711, 47?1",
        "StudyDescription, Thorax, Tho*",
        "Modality, CT, C*",
        "StationAETitle, CT1, CT*",
        "StudyInstanceUID, 1.2.3, 1.2.*",
        "SeriesNumber, 12, 1*",
        "StudyDate, 20260102, 2026*",
    })
    void a_pattern_finds_where_wildcards_are_claimed(String keyword, String value, String pattern) {
        assertThat(isFound(keyword, pattern, value)).isEqualTo(claims(keyword, Kind.WILDCARD));
        assertThat(isFound(keyword, value, value)).isEqualTo(claims(keyword, Kind.SINGLE_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "StudyDate, 20260102, 20260101-20260131",
        "StudyTime, 101500, 10-11",
        "AcquisitionDateTime, 20260102101500, 20260101-20260131",
        "PatientID, 4711, 4700-4800",
        "SeriesNumber, 12, 10-20",
    })
    void a_range_finds_where_ranges_are_claimed(String keyword, String value, String range) {
        assertThat(isFound(keyword, range, value)).isEqualTo(claims(keyword, Kind.RANGE));
    }

    @ParameterizedTest
    @CsvSource({"StudyInstanceUID, 1.2.3", "SOPClassUID, 1.2.840.10008.5.1.4.1.1.2"})
    void one_of_a_list_of_uids_is_enough(String keyword, String value) {
        var key = element(keyword, "1.9", value);
        assertThat(matches(key, element(keyword, value)))
                .isEqualTo(claims(keyword, Kind.UID_LIST))
                .isTrue();
    }

    private static boolean claims(String keyword, Kind kind) {
        return KeyMatching.kinds(vr(keyword)).contains(kind);
    }

    private static VR vr(String keyword) {
        return Dictionary.vr(Dictionary.tag(keyword).orElseThrow());
    }

    private static boolean isFound(String keyword, String key, String value) {
        return matches(element(keyword, key), element(keyword, value));
    }

    private static DataSet element(String keyword, String... values) {
        var tag = Dictionary.tag(keyword).orElseThrow();
        return DataSet.builder()
                .set(ValueElement.received(tag, vr(keyword), List.of(values)))
                .build();
    }

    private static boolean matches(DataSet keys, DataSet candidate) {
        return new KeyMatching(false, false).matches(keys, candidate);
    }
}
