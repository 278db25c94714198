// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.RealFiles;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.PersonName;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class JsonModelTest {

    private static final String PATIENT =
            """
            {"00080005":{"vr":"CS","Value":["ISO_IR 192"]},\
            "00100010":{"vr":"PN","Value":[{"Alphabetic":"Wang^XiaoDong","Ideographic":"王^小東"}]},\
            "00100020":{"vr":"LO","Value":["12\\\\\\"345"]},\
            "00100030":{"vr":"DA"},\
            "00101002":{"vr":"SQ","Value":[{"00100020":{"vr":"LO","Value":["A"]}},{}]},\
            "00101010":{"vr":"AS","Value":["045Y"]},\
            "00189087":{"vr":"FD","Value":[1.5,-2.0E-7]},\
            "00280009":{"vr":"AT","Value":["00181063"]},\
            "00280010":{"vr":"US","Value":[512]},\
            "00280030":{"vr":"DS","Value":[0.50,null,"+1.5"]},\
            "7FE00010":{"vr":"OW","InlineBinary":"AQIDBA=="}}\
            """;

    static List<String> realFiles() {
        return RealFiles.all();
    }

    @Test
    void every_kind_of_value_is_written_as_it_was_read() throws IOException {
        // A backslash in JSON parts two values in the data set.
        var dataSet = read(PATIENT.replace("12\\\\\\\"345", "12345"));

        assertThat(write(dataSet)).isEqualTo(PATIENT.replace("12\\\\\\\"345", "12345"));
        assertThat(dataSet.personName(Tags.PatientName).map(PersonName::familyName))
                .contains("Wang");
        assertThat(dataSet.items(Tags.OtherPatientIDsSequence)).hasSize(2);
        assertThat(dataSet.integer(Tags.Rows)).hasValue(512);
        assertThat(dataSet.strings(Tags.PixelSpacing)).containsExactly("0.50", "", "+1.5");
    }

    @ParameterizedTest
    @MethodSource("realFiles")
    void a_real_file_survives_json(String file) throws IOException {
        var dataSet = real(file);

        var again = read(write(dataSet));

        assertThat(again.size()).isEqualTo(dataSet.size());
        assertThat(write(again)).isEqualTo(write(dataSet));
    }

    @Test
    void bulk_data_is_written_as_the_uri_its_path_is_given() throws IOException {
        var icon =
                DataSet.builder()
                        .set(new BulkDataElement(Tags.PixelData, VR.OW, 1000, 4, order()))
                        .build();
        var dataSet = DataSet.builder().sequence(Tags.IconImageSequence, icon).build();

        var json = write(dataSet, (path, element) -> Optional.of("bulk/" + path));

        assertThat(json)
                .isEqualTo(
                        "{\"00880200\":{\"vr\":\"SQ\",\"Value\":[{\"7FE00010\":{\"vr\":\"OW\","
                                + "\"BulkDataURI\":\"bulk/00880200/1/7FE00010\"}}]}}");
        assertThat(read(json).items(Tags.IconImageSequence).getFirst().element(Tags.PixelData))
                .contains(new ReferencedElement(Tags.PixelData, VR.OW, "bulk/00880200/1/7FE00010"));
    }

    private static java.nio.ByteOrder order() {
        return java.nio.ByteOrder.LITTLE_ENDIAN;
    }

    @Test
    void text_of_any_character_set_is_unicode() throws IOException {
        var dataSet =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, "ISO_IR 100")
                        .set(Tags.PatientName, "Müller^Éloïse")
                        .build();

        var json = write(dataSet);

        assertThat(json).contains("\"ISO_IR 192\"").contains("Müller^Éloïse");
        assertThat(read(json).string(Tags.PatientName)).contains("Müller^Éloïse");
    }

    @Test
    void a_whole_number_beyond_javascript_is_a_string() throws IOException {
        var dataSet =
                DataSet.builder()
                        .set(Tags.SelectorSVValue, Long.MIN_VALUE, 1L << 53)
                        .set(Tags.SelectorUVValue, -1L)
                        .build();

        assertThat(write(dataSet))
                .contains("[\"-9223372036854775808\",9007199254740992]")
                .contains("[\"18446744073709551615\"]");
        assertThat(read(write(dataSet))).isEqualTo(dataSet);
    }

    @Test
    void properties_may_come_in_any_order_and_unknown_ones_are_passed_over() throws IOException {
        var dataSet =
                read(
                        """
                        {"00100020" : {"Value" : ["\\u00c9\\ud83d\\ude00"], "keyword": [{"a": null}, true, 1.5],
                         "vr" : "LO"}, "00100040": {"Value": ["F"]}}
                        """);

        assertThat(dataSet.string(Tags.PatientID)).contains("É😀");
        assertThat(dataSet.string(Tags.PatientSex)).contains("F");
    }

    @Test
    void text_beyond_what_a_vr_holds_is_read_all_the_same() throws IOException {
        var dataSet = read("{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"é, and longer than 16\"]}}");

        assertThat(dataSet.string(Tags.Modality)).contains("é, and longer than 16");
    }

    @Test
    void an_array_is_handed_on_object_by_object() throws IOException {
        var taken = new ArrayList<DataSet>();
        var bytes = utf8("[" + PATIENT + ",\n{}]");

        JsonModel.read(new ByteArrayInputStream(bytes), JsonLimits.defaults(), taken::add);

        assertThat(taken).hasSize(2).last().isEqualTo(DataSet.empty());
        assertThat(JsonModel.readAll(new ByteArrayInputStream(bytes))).isEqualTo(taken);
        assertThat(JsonModel.readAll(new ByteArrayInputStream(utf8(PATIENT)))).hasSize(1);
    }

    @Test
    void cut_anywhere_it_fails_as_malformed() {
        byte[] whole = utf8(PATIENT);
        for (int length = 0; length < whole.length; length++) {
            var cut = new String(whole, 0, length, StandardCharsets.ISO_8859_1);
            assertThatExceptionOfType(MalformedJsonException.class)
                    .as(cut)
                    .isThrownBy(() -> read(cut));
        }
    }

    @Test
    void with_random_bytes_within_it_is_read_or_malformed() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = utf8(PATIENT);
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                JsonModel.read(new ByteArrayInputStream(bytes));
            } catch (MalformedJsonException e) {
                assertThat(e.offset()).as("seed %d", seed).isBetween(0L, (long) bytes.length);
            } catch (RuntimeException e) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), e);
            }
        }
    }

    @Test
    void items_nest_as_deep_as_the_limit_and_no_deeper() throws IOException {
        assertThat(read(nested(100)).depth()).isEqualTo(100);
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> read(nested(101)))
                .withMessageContaining("deeper than 100");
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> read(nested(100_000)));
    }

    private static String nested(int depth) {
        return "{\"00081140\":{\"vr\":\"SQ\",\"Value\":[".repeat(depth)
                + "{}"
                + "]}}".repeat(depth);
    }

    @Test
    void unknown_values_nest_no_deeper_either() {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> read("{\"00081140\":{\"x\":" + "[".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{} {}", "{\"PatientID\":{}}", "{\"00100020\":[]}", "1", ""})
    void what_is_no_data_set_is_malformed(String json) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> read(json));
    }

    @Test
    void bytes_and_values_have_their_limits() throws IOException {
        byte[] bytes = utf8("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"A\",\"B\"]}}");

        assertThat(limited(bytes, new JsonLimits(bytes.length, 0, 3))).hasSize(1);
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> limited(bytes, new JsonLimits(bytes.length - 1, 0, 3)));
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> limited(bytes, new JsonLimits(bytes.length, 0, 2)));
    }

    private static List<DataSet> limited(byte[] bytes, JsonLimits limits) throws IOException {
        var taken = new ArrayList<DataSet>();
        JsonModel.read(new ByteArrayInputStream(bytes), limits, taken::add);
        return taken;
    }

    @Test
    void numbers_that_json_has_not_are_strings() throws IOException {
        var dataSet =
                DataSet.builder()
                        .set(Tags.SelectorFDValue, Double.NaN, Double.POSITIVE_INFINITY, 0.1)
                        .set(new Tag(0x00091001), VR.UN, new byte[] {1, 2})
                        .build();

        assertThat(write(dataSet))
                .contains("[\"NaN\",\"Infinity\",0.1]")
                .contains("{\"vr\":\"UN\",\"InlineBinary\":\"AQI=\"}");
        assertThat(read(write(dataSet))).isEqualTo(dataSet);
    }

    private static DataSet real(String file) throws IOException {
        return Part10.read(new ByteArrayInputStream(RealFiles.bytes(file)), ReadOptions.defaults())
                .dataSet();
    }

    private static DataSet read(String json) throws IOException {
        return JsonModel.read(new ByteArrayInputStream(utf8(json)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String write(DataSet dataSet) throws IOException {
        return write(dataSet, BulkDataURI.inline());
    }

    private static String write(DataSet dataSet, BulkDataURI bulkData) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonModel.write(dataSet, out, bulkData);
        return out.toString(StandardCharsets.UTF_8);
    }
}
