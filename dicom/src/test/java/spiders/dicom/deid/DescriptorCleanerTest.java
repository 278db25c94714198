// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.time.Duration;

class DescriptorCleanerTest {

    private static final DataSet OBJECT =
            DataSet.builder()
                    .set(Tags.PatientName, "GENOU^Hélène")
                    .set(Tags.PatientID, "AB77123")
                    .set(Tags.ReferringPhysicianName, "DURAND^Paul^^Dr")
                    .set(Tags.InstitutionName, "Institut Quelconque")
                    .build();

    private static DescriptorCleaner cleaner(boolean keepsAges) {
        var vocabulary = Vocabulary.standard();
        return new DescriptorCleaner(vocabulary, IdentityWords.of(OBJECT, vocabulary), keepsAges);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The example of PS3.15 section E.3.5, note 1.
                "CT chest abdomen pelvis - 55F Dr. Smith | CT chest abdomen pelvis",
                "TDM thorax-abdomen-pelvis injecté | TDM thorax-abdomen-pelvis injecté",
                "IRM du genou gauche | IRM du gauche",
                "IRM M. Genou 62 ans | IRM",
                "Scanner Hélène Genou du 12/03/2021 | Scanner du",
                "AX T2 FLAIR 3mm | AX T2 FLAIR 3mm",
                "Thorax AB77123 | Thorax",
                "Thorax AB77123X | Thorax",
                "Ep. thorax 1.25 B30f | thorax 1.25 B30f",
                "Lung_L | Lung_L",
                "SpinalCord_PRV05 | SpinalCord_PRV05",
                "PTV60 | PTV60",
                "PTV_Durand | PTV",
                "appeler 06 12 34 56 78 | ''",
                "jean.dupont@example.org | ''",
                "bilan 20210312 thorax | bilan thorax",
                "née en 1953 foie | en foie",
                "NIR 2 53 07 75 123 456 78 rein | rein",
                "Quelconque pelvis | pelvis",
                "coupe fine os | coupe fine os",
                "IMRT prostate Mme Le Goff | IMRT prostate",
            })
    void what_identifies_is_taken_out(String before, String after) {
        assertThat(cleaner(false).cleaned(before)).isEqualTo(after);
    }

    @Test
    void an_age_stays_with_the_patients_characteristics() {
        assertThat(cleaner(true).cleaned("foie 62 ans")).isEqualTo("foie 62");
    }

    @Test
    void text_that_no_rule_names_loses_only_the_words_of_the_object() {
        assertThat(cleaner(false).withoutIdentities("Vendor XQ-7 for DURAND Hélène"))
                .isEqualTo("Vendor XQ-7 for");
        assertThat(cleaner(false).withoutIdentities("Siemens Healthineers"))
                .isEqualTo("Siemens Healthineers");
    }

    @Test
    void long_and_strange_text_takes_little_time() {
        for (var part : new String[] {"1", "a", "@", "1 ", "a@", "Dr ", "é", "1.", "1-", "\t"}) {
            var text = part.repeat(60_000 / part.length());
            org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> cleaner(false).cleaned(text));
        }
        assertThat(cleaner(false).cleaned("thorax ".repeat(20_000))).isEmpty();
    }

    @Test
    void a_description_is_cleaned_where_the_option_says_so() {
        var object =
                Samples.ct()
                        .set(Tags.StudyDescription, "TDM thorax DEMO Hélène")
                        .set(Tags.SeriesDescription, "Marguerite")
                        .set(Tags.ProtocolName, "Marguerite")
                        .build();
        var cleaned = Samples.cleaned(object, ConfidentialityOption.CLEAN_DESCRIPTORS);

        assertThat(cleaned.string(Tags.StudyDescription)).hasValue("TDM thorax");
        assertThat(cleaned.has(Tags.SeriesDescription)).isFalse();
        assertThat(Samples.cleaned(object).has(Tags.StudyDescription)).isFalse();
    }
}
