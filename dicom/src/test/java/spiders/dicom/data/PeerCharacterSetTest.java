// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.Peer;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What we write in each character set, converted to Unicode by DCMTK; ISO_IR 13, whose backslash
 * DCMTK takes for a yen sign, and kanji, which Debian's DCMTK does not convert, aside.
 */
@Tag("peer")
class PeerCharacterSetTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 100, Buc^Jérôme",
        "ISO_IR 101, Wałęsa",
        "ISO_IR 109, Ħaġar",
        "ISO_IR 110, Šķēle",
        "ISO_IR 144, Люкceмбypг",
        "ISO_IR 127, قباني^لنزار",
        "ISO_IR 126, Διονυσιος",
        "ISO_IR 138, שרון^דבורה",
        "ISO_IR 148, Çavuşoğlu",
        "ISO_IR 166, นามสกุล",
        "ISO_IR 192, 王^小東",
        "GB18030, 王^小东",
        "GBK, 王^小东",
        "\\ISO 2022 IR 149, Hong^Gildong=洪^吉洞=홍^길동",
        "\\ISO 2022 IR 58, Zhang^XiaoDong=张^小东",
        "ISO 2022 IR 100\\ISO 2022 IR 144, é^Люк^é",
        "ISO 2022 IR 100\\ISO 2022 IR 126\\ISO 2022 IR 101, éα^łé",
    })
    void dcmtk_reads_the_text_that_we_write(String terms, String text) throws IOException {
        var dataSet =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, terms.split("\\\\", -1))
                        .set(Tags.SOPClassUID, UIDs.SecondaryCaptureImageStorage)
                        .set(Tags.SOPInstanceUID, "1.2.3")
                        .set(Tags.PatientName, text)
                        .set(Tags.OtherPatientNames, text, "A^B", text)
                        .set(Tags.StudyDescription, text.replace('=', ' '))
                        .build();
        var file = folder.resolve("text.dcm");
        var unicode = folder.resolve("unicode.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }

        Peer.run("dcmconv", "-q", "+U8", Peer.path(file), Peer.path(unicode));

        var converted = Part10.read(unicode).dataSet();
        assertThat(converted.strings(Tags.SpecificCharacterSet)).containsExactly("ISO_IR 192");
        assertThat(converted.string(Tags.PatientName)).contains(text);
        assertThat(converted.strings(Tags.OtherPatientNames)).containsExactly(text, "A^B", text);
        assertThat(converted.string(Tags.StudyDescription)).contains(text.replace('=', ' '));
    }
}
