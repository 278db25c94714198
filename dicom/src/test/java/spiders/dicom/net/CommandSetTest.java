// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.UID;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

class CommandSetTest {

    // (0000,0000) length 56, (0000,0002) Verification, (0000,0100) C-ECHO-RQ, (0000,0110) 1,
    // (0000,0800) no data set.
    private static final String ECHO =
            "00000000"
                    + "04000000"
                    + "38000000"
                    + "00000200"
                    + "12000000"
                    + "312e322e3834302e31303030382e312e3100"
                    + "00000001"
                    + "02000000"
                    + "3000"
                    + "00001001"
                    + "02000000"
                    + "0100"
                    + "00000008"
                    + "02000000"
                    + "0101";

    @Test
    void an_echo_request_is_the_standards_bytes() {
        var command =
                new CommandSet(CommandField.C_ECHO_RQ)
                        .set(CommandSet.AFFECTED_SOP_CLASS_UID, new UID("1.2.840.10008.1.1"))
                        .set(CommandSet.MESSAGE_ID, 1);
        assertThat(HexFormat.of().formatHex(command.encode())).isEqualTo(ECHO);
    }

    @Test
    void a_response_names_its_request_and_carries_its_comment() {
        var request = CommandSet.decode(HexFormat.of().parseHex(ECHO));
        var status = Status.of(0xA700).withComment("plein à craquer " + "x".repeat(100));
        var response = CommandSet.decode(CommandSet.response(request, status).encode());
        assertThat(response.field()).contains(CommandField.C_ECHO_RSP);
        assertThat(response.integer(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO)).hasValue(1);
        assertThat(response.status().code()).isEqualTo(0xA700);
        assertThat(response.status().comment()).startsWith("plein ? craquer").hasSize(64);
    }

    @Test
    void cut_anywhere_a_command_is_malformed_or_lacks_its_end() {
        var whole = HexFormat.of().parseHex(ECHO);
        for (int length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            try {
                assertThat(CommandSet.decode(cut).encode()).isNotEqualTo(whole);
            } catch (MalformedPDUException e) {
                assertThat(e).hasMessageContaining("Command set with");
            }
        }
    }

    @Test
    void random_bytes_fail_as_malformed() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var bytes = HexFormat.of().parseHex(ECHO);
            for (int j = 0; j <= random.nextInt(4); j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                CommandSet.decode(bytes).uid(CommandSet.AFFECTED_SOP_CLASS_UID);
            } catch (MalformedPDUException e) {
                assertThat(e.abortReason()).isEqualTo(PDU.Abort.INVALID_PARAMETER);
            } catch (RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
    }

    @Test
    void a_length_beyond_the_bytes_is_refused_before_it_is_allocated() {
        var bytes = HexFormat.of().parseHex("00000001" + "ffffffff" + "3000");
        assertThatExceptionOfType(MalformedPDUException.class)
                .isThrownBy(() -> CommandSet.decode(bytes));
    }
}
