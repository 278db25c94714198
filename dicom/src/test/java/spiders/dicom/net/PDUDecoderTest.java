// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.data.UID;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

class PDUDecoderTest {

    private static final int HEADER_LENGTH = 6;

    private static final PDU.UserInformation USER =
            new PDU.UserInformation(
                    16_384,
                    "1.2.3",
                    "VERSION",
                    List.of(new PDU.RoleSelection(new UID("1.2.4"), false, true)));

    private static final PDU.AssociateRQ REQUEST =
            new PDU.AssociateRQ(
                    1,
                    "CALLED",
                    "CALLING",
                    PDU.APPLICATION_CONTEXT,
                    List.of(
                            new PDU.ContextItem(
                                    1,
                                    new UID("1.2.840.10008.1.1"),
                                    List.of(
                                            new UID("1.2.840.10008.1.2"),
                                            new UID("1.2.840.10008.1.2.1"))),
                            new PDU.ContextItem(
                                    255,
                                    new UID("1.2.840.10008.5.1.4.1.1.2"),
                                    List.of(new UID("1.2.840.10008.1.2")))),
                    USER);

    private static final PDU.AssociateAC RESPONSE =
            new PDU.AssociateAC(
                    "CALLED",
                    "CALLING",
                    List.of(
                            new PDU.ContextResult(1, 0, "1.2.840.10008.1.2"),
                            new PDU.ContextResult(255, 3, "")),
                    USER);

    private static final List<PDU> ALL =
            List.of(
                    REQUEST,
                    RESPONSE,
                    new PDU.AssociateRJ(1, 2, 200),
                    new PDU.ReleaseRQ(),
                    new PDU.ReleaseRP(),
                    new PDU.Abort(2, 6));

    @Test
    void what_is_encoded_is_decoded_again() {
        for (var pdu : ALL) {
            assertThat(decode(PDUEncoder.encode(pdu))).isEqualTo(pdu);
        }
    }

    private static PDU decode(byte[] bytes) {
        return PDUDecoder.decode(bytes[0], Arrays.copyOfRange(bytes, HEADER_LENGTH, bytes.length));
    }

    @Test
    void an_abort_is_the_standards_ten_bytes() {
        // Type, reserved, length; reserved twice, source, reason.
        assertThat(PDUEncoder.encode(new PDU.Abort(2, 1)))
                .isEqualTo(HexFormat.of().parseHex("0700" + "00000004" + "0000" + "02" + "01"));
    }

    @Test
    void cut_anywhere_a_pdu_is_malformed_or_a_shorter_one() {
        for (var pdu : ALL) {
            var whole = PDUEncoder.encode(pdu);
            for (int length = HEADER_LENGTH; length < whole.length; length++) {
                var cut = Arrays.copyOf(whole, length);
                try {
                    assertThat(decode(cut)).isNotEqualTo(pdu);
                } catch (MalformedPDUException e) {
                    assertThat(e.abortReason()).isEqualTo(PDU.Abort.INVALID_PARAMETER);
                }
            }
        }
    }

    @Test
    void random_bytes_fail_as_malformed() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var bytes = PDUEncoder.encode(ALL.get(random.nextInt(ALL.size())));
            for (int j = 0; j <= random.nextInt(4); j++) {
                int range = bytes.length - HEADER_LENGTH;
                bytes[HEADER_LENGTH + random.nextInt(range)] = (byte) random.nextInt();
            }
            try {
                decode(bytes);
            } catch (MalformedPDUException e) {
                assertThat(e.abortReason()).isEqualTo(PDU.Abort.INVALID_PARAMETER);
            } catch (RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 6})
    void a_maximum_length_that_no_fragment_fits_is_refused(long length) {
        var user = new PDU.UserInformation(length, "1.2.3", "", List.of());
        var bytes = PDUEncoder.encode(new PDU.AssociateAC("A", "B", List.of(), user));
        assertThatExceptionOfType(MalformedPDUException.class).isThrownBy(() -> decode(bytes));
    }

    @Test
    void a_context_identifier_twice_is_refused() {
        var context = REQUEST.contexts().getFirst();
        var twice =
                new PDU.AssociateRQ(
                        1, "A", "B", PDU.APPLICATION_CONTEXT, List.of(context, context), USER);
        assertThatExceptionOfType(MalformedPDUException.class)
                .isThrownBy(() -> decode(PDUEncoder.encode(twice)))
                .withMessageContaining("identifier twice");
    }

    @Test
    void contexts_syntaxes_and_negotiation_items_have_their_limits() {
        var context = REQUEST.contexts().getFirst();
        var syntaxes = Collections.nCopies(257, new UID("1.2"));
        var role = new PDU.RoleSelection(new UID("1.2.4"), true, false);
        // 128 odd identifiers are all there are: a 129th context can only repeat one.
        assertRefused(Collections.nCopies(129, context), USER, "more than 128");
        assertRefused(
                List.of(new PDU.ContextItem(1, context.abstractSyntax(), syntaxes)),
                USER,
                "too many transfer syntaxes");
        assertRefused(
                List.of(context),
                new PDU.UserInformation(0, "1.2.3", "", Collections.nCopies(257, role)),
                "more negotiation items");
    }

    private static void assertRefused(
            List<PDU.ContextItem> contexts, PDU.UserInformation user, String why) {
        var request = new PDU.AssociateRQ(1, "A", "B", PDU.APPLICATION_CONTEXT, contexts, user);
        assertThatExceptionOfType(MalformedPDUException.class)
                .isThrownBy(() -> decode(PDUEncoder.encode(request)))
                .withMessageContaining(why);
    }
}
