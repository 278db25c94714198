// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.rcp.CaseForm;
import spiders.rcp.inbound.InboundProblem.Kind;

import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;

/** Messages as French scheduling and order systems send them, and hostile ones. */
class Hl7RequestsTest {

    static final String PID =
            "PID|||7^^^CHU&1.2.250.1.999&ISO^PI~256031459001563^^^&1.2.250.1.213.1.4.8&ISO^INS-NIR"
                    + "~V1^^^CHU^VN||DEMO-MARTIN^Hélène^Hélène Marie^^^^L"
                    + "~DEMO-DURAND^Hélène^^^^^D||"
                    + "19560314|F||||||||||||||||||||||||VALI\r";
    private static final String SIU =
            "MSH|^~\\&|DCC|CHU|SPIDERS|REGION|20261127101500||SIU^S12^SIU_S12|M1|P|2.5||||||%s\r"
                    + "SCH|A-17||||||TREATMENT_PROPOSAL^Proposition^L\r"
                    + "NTE|1||Chirurgie \\T\\ radiothérapie ?\r"
                    + PID
                    + "DG1|1||C34.1^Tumeur maligne du lobe supérieur^CIM-10\r"
                    + "OBX|1|CWE|STAGE^^L||cT2aN1M0\r"
                    + "OBX|2|CWE|INFORMED^^L||Y\r"
                    + "RGS|1\r"
                    + "AIS|1||RCP-THX^RCP thoracique^L|20261204173000+0100\r";

    @Test
    void a_new_appointment_puts_a_case_on_the_agenda() {
        var put = (InboundRequest.Put) request(SIU.formatted("UNICODE UTF-8"), UTF_8);

        assertThat(put.order()).isEqualTo("A-17");
        assertThat(put.board()).isEqualTo("RCP-THX");
        assertThat(put.start()).isEqualTo(LocalDateTime.parse("2026-12-04T17:30"));
        var person = put.form().person();
        assertThat(person.birthName()).isEqualTo("DEMO-MARTIN");
        assertThat(person.usedName()).isEqualTo("DEMO-DURAND");
        assertThat(person.givenNames()).isEqualTo("Hélène Marie");
        assertThat(person.birthDate()).isEqualTo("19560314");
        assertThat(person.sex()).isEqualTo("F");
        assertThat(person.ins()).isEqualTo("256031459001563");
        assertThat(person.insStatus()).isEqualTo("QUAL");
        assertThat(put.form().identifiers()).containsExactly(new CaseForm.Identifier("CHU", "7"));
        assertThat(put.form().question())
                .isEqualTo(
                        "Chirurgie & radiothérapie ?\n"
                                + "C34.1 Tumeur maligne du lobe supérieur\ncT2aN1M0");
        assertThat(put.form().reason()).isEqualTo("TREATMENT_PROPOSAL");
        assertThat(put.form().patientInformed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "8859/1, ISO-8859-1",
        "8859/15, ISO-8859-15",
        "UNICODE UTF-8, UTF-8",
        "'', UTF-8",
        "'', ISO-8859-1"
    })
    void names_are_read_in_the_character_set_of_the_message(String said, Charset charset) {
        var put = (InboundRequest.Put) request(SIU.formatted(said), charset);

        assertThat(put.form().person().givenNames()).isEqualTo("Hélène Marie");
    }

    @Test
    void another_character_set_or_wrong_bytes_in_it_are_refused() {
        assertRefused(SIU.formatted("GB 18030-2000"), UTF_8, Kind.CHARACTER_SET, "MSH-18");
        assertRefused(SIU.formatted("UNICODE UTF-8"), ISO_8859_1, Kind.CHARACTER_SET, "MSH-18");
    }

    @Test
    void an_order_puts_a_case_on_the_agenda_and_its_cancellation_takes_it_off() {
        var text =
                "MSH|^~\\&|DPI|CHU|SPIDERS||20261127||ORM^O01|M2|P|2.3.1||||||8859/1\r"
                        + PID
                        + "ORC|NW|O-9\r"
                        + "OBR|1|O-9||thorax|||||||||||||||||||||||||||RECOURSE|||||202612041730\r"
                        + "OBX|1|TX|QUESTION||Recours ?\rOBX|2|CWE|INFORMED||oui\r";
        var put = (InboundRequest.Put) request(text, ISO_8859_1);

        assertThat(put.order()).isEqualTo("O-9");
        assertThat(put.board()).isEqualTo("thorax");
        assertThat(put.start()).isEqualTo(LocalDateTime.parse("2026-12-04T17:30"));
        assertThat(put.form().reason()).isEqualTo("RECOURSE");
        assertThat(put.form().question()).isEqualTo("Recours ?");
        var gone = request(text.replace("ORC|NW", "ORC|CA"), ISO_8859_1);
        assertThat(gone).isInstanceOf(InboundRequest.Withdraw.class);
    }

    @Test
    void what_is_missing_is_named_by_its_field() {
        var text = SIU.formatted("UNICODE UTF-8");
        assertRefused(text.replace("SCH|A-17", "SCH|"), UTF_8, Kind.FIELD_MISSING, "SCH-1");
        assertRefused(text.replace("AIS|", "ZIS|"), UTF_8, Kind.SEGMENT_MISSING, "AIS");
        assertRefused(text.replace(PID, ""), UTF_8, Kind.SEGMENT_MISSING, "PID");
        assertRefused(text.replace(PID, PID + PID), UTF_8, Kind.SEGMENT_MISSING, "PID");
        assertRefused(
                text.replace("|20261204173000+0100", "|tomorrow"), UTF_8, Kind.VALUE, "AIS-4");
        assertRefused(text.replace("SIU^S12", "SIU^S26"), UTF_8, Kind.EVENT, "MSH-9");
        assertRefused(text.replace("SIU^S12", "ADT^A01"), UTF_8, Kind.MESSAGE_TYPE, "MSH-9");
        assertRefused(text.replace("|P|2.5", "|T|2.5"), UTF_8, Kind.PROCESSING, "MSH-11");
    }

    @Test
    void free_text_is_read_to_its_end() {
        var text =
                SIU.formatted("UNICODE UTF-8")
                        .replace("radiothérapie ?", "rayons ^ chimio & soins ?~Âge \\S\\ état")
                        .replace("||cT2aN1M0", "||cT2a^N1&M0~bis");
        var put = (InboundRequest.Put) request(text, UTF_8);

        assertThat(put.form().question())
                .isEqualTo(
                        "Chirurgie & rayons ^ chimio & soins ?\nÂge ^ état\n"
                                + "C34.1 Tumeur maligne du lobe supérieur\ncT2a^N1&M0\nbis");
    }

    @Test
    void a_message_of_two_orders_is_refused() {
        var text = SIU.formatted("UNICODE UTF-8");
        var ais = "AIS|2||RCP-THX|20261204173000+0100\r";
        assertThat(request(text + ais, UTF_8)).isInstanceOf(InboundRequest.Put.class);
        assertRefused(text + ais.replace("THX", "ORL"), UTF_8, Kind.SEVERAL, "AIS-3");
        assertRefused(text + ais.replace("1204", "1211"), UTF_8, Kind.SEVERAL, "AIS-4");
        assertRefused(text + "SCH|A-18\r", UTF_8, Kind.SEVERAL, "SCH-1");
        var order =
                "MSH|^~\\&|DPI|CHU|SPIDERS||20261127||ORM^O01|M2|P|2.3.1||||||UNICODE UTF-8\r"
                        + PID
                        + "ORC|CA|O-9\r";
        assertRefused(order + "ORC|CA|O-10\r", UTF_8, Kind.SEVERAL, "ORC-2");
        assertRefused(order + "OBR|1|O-9\rOBR|2|O-10\r", UTF_8, Kind.SEVERAL, "OBR-2");
    }

    @Test
    void other_separators_and_nul_are_refused() {
        var text = SIU.formatted("UNICODE UTF-8");
        assertRefused(text.replace("|^~\\&", "|~^\\&"), UTF_8, Kind.NOT_A_MESSAGE, "MSH-2");
        assertRefused(text.replace("cT2a", "cT\0a"), UTF_8, Kind.NOT_A_MESSAGE, "");
        assertRefused(text.replace("cT2a", "cT\\X4100\\"), UTF_8, Kind.NOT_A_MESSAGE, "");
    }

    @Test
    void cut_anywhere_a_message_is_read_or_refused() {
        byte[] whole = SIU.formatted("UNICODE UTF-8").getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            readOrRefused(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void changed_anywhere_a_message_is_read_or_refused() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        byte[] whole = SIU.formatted("8859/1").getBytes(ISO_8859_1);
        for (int i = 0; i < 3000; i++) {
            var hostile = whole.clone();
            for (int n = random.nextInt(8); n >= 0; n--) {
                hostile[random.nextInt(hostile.length)] =
                        (byte)
                                (random.nextBoolean()
                                        ? random.nextInt(256)
                                        : "|^~\\&\r".charAt(random.nextInt(6)));
            }
            try {
                readOrRefused(hostile);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void more_fields_than_any_message_has_are_refused_before_they_are_read() {
        var bomb = "MSH|^~\\&|DCC|CHU\rPID" + "|".repeat(900_000);
        assertRefused(bomb, UTF_8, Kind.NOT_A_MESSAGE, "MSH-1");
        assertRefused("MSH|^~\\&|DCC\r" + "Z\r".repeat(600), UTF_8, Kind.NOT_A_MESSAGE, "MSH-1");
    }

    private static InboundRequest request(String text, Charset charset) {
        return Hl7Requests.of(Hl7Message.read(text.getBytes(charset)));
    }

    private static void readOrRefused(byte[] bytes) {
        try {
            assertThat(Hl7Requests.of(Hl7Message.read(bytes))).isNotNull();
        } catch (InboundException refused) {
            assertThat(refused.problem().kind()).isNotNull();
        }
    }

    private static void assertRefused(String text, Charset charset, Kind kind, String where) {
        assertThatExceptionOfType(InboundException.class)
                .isThrownBy(() -> request(text, charset))
                .matches(e -> e.problem().equals(new InboundProblem(kind, where)), kind + where);
    }
}
