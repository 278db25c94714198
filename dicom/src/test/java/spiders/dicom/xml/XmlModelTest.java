// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.RealFiles;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.json.BulkDataURI;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class XmlModelTest {

    private static final String OPEN =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<NativeDicomModel xmlns=\""
                    + XmlModel.NAMESPACE
                    + "\" xml:space=\"preserve\">";
    private static final String CLOSE = "</NativeDicomModel>\n";

    private static final DataSet EVERYTHING =
            DataSet.builder()
                    .set(Tags.SpecificCharacterSet, "ISO_IR 192")
                    .set(Tags.ImageType, "ORIGINAL", "PRIMARY", "", "A")
                    .set(Tags.PatientName, "Yamada^Tarou^^Dr=山田^太郎=やまだ^たろう")
                    .set(Tags.OtherPatientNames, "A^B", "", "<C>&\"D\"")
                    .set(Tags.PatientComments, " two\r\nlines\tand \\ ]]> ")
                    .set(Tags.Rows, 512)
                    .set(Tags.SelectorUVValue, "18446744073709551615")
                    .set(Tags.SelectorFDValue, 0.1)
                    .set(Tags.FrameIncrementPointer, Tags.FrameTime)
                    .set(Tags.PixelSpacing, VR.DS, new byte[] {'1', '.', '0', '\\', '+', '2'})
                    .empty(Tags.PatientID)
                    .empty(Tags.OtherPatientIDsSequence)
                    .set(Tag.of(0x0009, 0x0010), VR.LO, "SPIDERS")
                    .set(Tag.of(0x0009, 0x1001), VR.UN, new byte[] {1, 2})
                    .sequence(
                            Tags.ReferencedImageSequence,
                            DataSet.empty(),
                            DataSet.builder().set(Tags.ReferencedSOPInstanceUID, "1.2").build())
                    .set(Tags.PixelData, VR.OW, new byte[] {1, 2, 3, 4})
                    .build();

    static List<String> realFiles() {
        return RealFiles.all();
    }

    private static String write(DataSet dataSet) throws IOException {
        var out = new ByteArrayOutputStream();
        XmlModel.write(dataSet, out, BulkDataURI.inline());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static DataSet read(String xml) throws IOException {
        return read(xml, XmlLimits.defaults());
    }

    private static DataSet read(String xml, XmlLimits limits) throws IOException {
        var bytes = xml.getBytes(StandardCharsets.UTF_8);
        return XmlModel.read(new ByteArrayInputStream(bytes), limits);
    }

    @Test
    void every_kind_of_value_is_written_and_read_again() throws IOException {
        assertThat(read(write(EVERYTHING))).isEqualTo(EVERYTHING);
    }

    @ParameterizedTest
    @MethodSource("realFiles")
    void a_real_file_survives_xml(String file) throws IOException {
        var in = new ByteArrayInputStream(RealFiles.bytes(file));
        var dataSet = Part10.read(in, ReadOptions.defaults()).dataSet();
        var again = read(write(dataSet));

        assertThat(again.with(Tags.SpecificCharacterSet, "ISO_IR 100"))
                .isEqualTo(dataSet.with(Tags.SpecificCharacterSet, "ISO_IR 100"));
    }

    @Test
    void the_model_is_written_as_the_standard_shows_it() throws IOException {
        var dataSet =
                DataSet.builder()
                        .set(Tags.PatientName, "Wang^XiaoDong=王^小東")
                        .set(Tag.of(0x0009, 0x0010), VR.LO, "SPIDERS")
                        .set(Tag.of(0x0009, 0x10FE), VR.SH, "<&>")
                        .empty(Tags.PatientID)
                        .build();

        assertThat(write(dataSet))
                .isEqualTo(
                        OPEN
                                + """

                                <DicomAttribute tag="00080005" vr="CS" \
                                keyword="SpecificCharacterSet"><Value number="1">ISO_IR 192</Value>\
                                </DicomAttribute>
                                <DicomAttribute tag="00090010" vr="LO"><Value number="1">SPIDERS\
                                </Value></DicomAttribute>
                                <DicomAttribute tag="000900FE" vr="SH" privateCreator="SPIDERS">\
                                <Value number="1">&lt;&amp;&gt;</Value></DicomAttribute>
                                <DicomAttribute tag="00100010" vr="PN" keyword="PatientName">\
                                <PersonName number="1"><Alphabetic><FamilyName>Wang</FamilyName>\
                                <GivenName>XiaoDong</GivenName></Alphabetic><Ideographic>\
                                <FamilyName>王</FamilyName><GivenName>小東</GivenName></Ideographic>\
                                </PersonName></DicomAttribute>
                                <DicomAttribute tag="00100020" vr="LO" keyword="PatientID"/>\
                                """
                                + CLOSE);
    }

    @Test
    void bulk_data_is_written_as_the_uri_its_path_is_given() throws IOException {
        var parent =
                DataSet.builder()
                        .sequence(
                                Tags.IconImageSequence,
                                DataSet.builder()
                                        .set(Tags.PixelData, VR.OB, new byte[] {1, 2})
                                        .build())
                        .build();
        var out = new ByteArrayOutputStream();
        XmlModel.write(parent, out, (path, element) -> Optional.of("bulk/" + path + "?a&b"));

        var item = XmlModel.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(item.items(Tags.IconImageSequence).getFirst().element(Tags.PixelData))
                .contains(
                        new ReferencedElement(
                                Tags.PixelData, VR.OB, "bulk/00880200/1/7FE00010?a&b"));
    }

    @Test
    void a_private_element_takes_the_block_its_creator_has() throws IOException {
        var dataSet =
                read(
                        OPEN
                                + "<DicomAttribute tag='00090010' vr='LO'><Value>A</Value>"
                                + "</DicomAttribute><DicomAttribute tag='00090001' vr='SH'"
                                + " privateCreator='B'><Value>b</Value></DicomAttribute>"
                                + "<DicomAttribute tag='00091002' vr='SH' privateCreator='A'>"
                                + "<Value>a</Value></DicomAttribute>"
                                + CLOSE);

        assertThat(dataSet.privateTag(9, "B", 1)).contains(Tag.of(0x0009, 0x1101));
        assertThat(dataSet.privateTag(9, "B", 1).flatMap(dataSet::string)).contains("b");
        assertThat(dataSet.privateTag(9, "A", 2).flatMap(dataSet::string)).contains("a");
    }

    @Test
    void what_the_model_has_not_is_passed_over() throws IOException {
        var dataSet =
                read(
                        "<NativeDicomModel><!-- c --><x><y/></x><?p?>"
                                + "<DicomAttribute keyword='Rows'><Value number='1'>12</Value>"
                                + "<Value number='2'>no number</Value><z>1</z></DicomAttribute>"
                                + "<DicomAttribute tag='00100010' vr='PN'><PersonName><q/>"
                                + "<Alphabetic><q/><FamilyName><![CDATA[<A>]]></FamilyName>"
                                + "</Alphabetic></PersonName></DicomAttribute>"
                                + "<DicomAttribute tag='7FE00010' vr='OW'>"
                                + "<BulkData uuid='1-2'/></DicomAttribute>"
                                + "</NativeDicomModel>");

        assertThat(dataSet.integers(Tags.Rows)).containsExactly(12);
        assertThat(dataSet.string(Tags.PatientName)).contains("<A>");
        assertThat(dataSet.element(Tags.PixelData))
                .contains(new ReferencedElement(Tags.PixelData, VR.OW, "urn:uuid:1-2"));
    }

    @Test
    void a_character_that_xml_has_not_is_replaced() throws IOException {
        var dataSet =
                DataSet.builder()
                        .set(
                                ValueElement.received(
                                        Tags.PatientComments, VR.LT, "a\u0000\u001Fb\uFFFE"))
                        .build();

        assertThat(read(write(dataSet)).string(Tags.PatientComments)).contains("a��b�");
    }

    @Test
    void a_document_says_how_its_characters_are_encoded() throws IOException {
        var model =
                "<NativeDicomModel><DicomAttribute tag='00100020' vr='LO'><Value>é</Value>"
                        + "</DicomAttribute></NativeDicomModel>";
        for (var encoding : List.of("ISO-8859-1", "UTF-16", "UTF-8")) {
            var xml = "<?xml version='1.0' encoding='" + encoding + "'?>" + model;
            var in = new ByteArrayInputStream(xml.getBytes(Charset.forName(encoding)));
            assertThat(XmlModel.read(in).string(Tags.PatientID)).as(encoding).contains("é");
        }
        assertThat(read("\uFEFF" + model).string(Tags.PatientID)).contains("é");
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> read("<?xml version='1.0' encoding='nobody-s'?>" + model));
        var latin = new ByteArrayInputStream(model.getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> XmlModel.read(latin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE NativeDicomModel><NativeDicomModel/>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
                        + "<NativeDicomModel><DicomAttribute tag='00100020' vr='LO'>"
                        + "<Value>&e;</Value></DicomAttribute></NativeDicomModel>",
                "<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"
                        + "<NativeDicomModel>&b;</NativeDicomModel>",
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><NativeDicomModel/>",
                "<NativeDicomModel>&undeclared;</NativeDicomModel>",
                "<NativeDicomModel/><NativeDicomModel/>",
                "<Other/>",
                "",
                "not XML",
                "<NativeDicomModel><DicomAttribute/></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag='1'/></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag='00100020'><Value number='x'/>"
                        + "</DicomAttribute></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag='00100020'><Value number='2000000000'/>"
                        + "</DicomAttribute></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag='7FE00010' vr='OB'>"
                        + "<InlineBinary>A</InlineBinary></DicomAttribute></NativeDicomModel>",
                "<NativeDicomModel><DicomAttribute tag='00090001' privateCreator='a\\b'/>"
                        + "</NativeDicomModel>",
            })
    void what_is_no_data_set_or_refers_out_of_itself_is_malformed(String xml) {
        assertThatExceptionOfType(MalformedXmlException.class).isThrownBy(() -> read(xml));
    }

    @Test
    void cut_anywhere_it_fails_as_malformed() throws IOException {
        var whole = write(EVERYTHING).strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(MalformedXmlException.class)
                    .as("cut at %d", length)
                    .isThrownBy(() -> XmlModel.read(new ByteArrayInputStream(cut)));
        }
    }

    @Test
    void with_random_bytes_within_it_is_read_or_malformed() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var whole = write(EVERYTHING).getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 2_000; round++) {
            var bytes = whole.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(XmlModel.read(new ByteArrayInputStream(bytes)).depth()).isNotNegative();
            } catch (MalformedXmlException e) {
                assertThat(e.offset()).isLessThanOrEqualTo(bytes.length + 1L);
            } catch (RuntimeException e) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), e);
            }
        }
    }

    @Test
    void items_nest_as_deep_as_the_limit_and_no_deeper() throws IOException {
        assertThat(read(nested(100)).depth()).isEqualTo(100);
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> read(nested(101)))
                .withMessageContaining("deeper than 100");
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> read("<x>".repeat(100_000)));
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> read("<NativeDicomModel>" + "<x>".repeat(100_000)));
    }

    private static String nested(int depth) {
        return OPEN
                + "<DicomAttribute tag='00081140' vr='SQ'><Item number='1'>".repeat(depth)
                + "</Item></DicomAttribute>".repeat(depth)
                + CLOSE;
    }

    @Test
    void bytes_and_values_have_their_limits() throws IOException {
        var xml = write(EVERYTHING);
        int bytes = xml.getBytes(StandardCharsets.UTF_8).length;

        assertThat(read(xml, new XmlLimits(bytes, 100, 100))).isEqualTo(EVERYTHING);
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> read(xml, new XmlLimits(bytes - 1, 100, 100)))
                .withMessageContaining("More than");
        assertThatExceptionOfType(MalformedXmlException.class)
                .isThrownBy(() -> read(xml, new XmlLimits(bytes, 100, 20)));
    }

    @Test // Trailing delimiters were once cut by a pattern that took quadratic time.
    void a_megabyte_of_delimiters_is_read_in_no_time() throws IOException {
        var many = "^".repeat(1 << 20) + "x";
        var dataSet =
                read(
                        OPEN
                                + "<DicomAttribute tag='00100010' vr='PN'><PersonName><Alphabetic>"
                                + "<FamilyName>"
                                + many
                                + "</FamilyName></Alphabetic></PersonName></DicomAttribute>"
                                + CLOSE);

        assertThat(dataSet.bytes(Tags.PatientName).orElseThrow().length()).isEqualTo((1 << 20) + 2);
    }
}
