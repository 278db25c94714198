// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.security.chain.AuditRecord.Deed;
import spiders.security.chain.AuditRecord.Ground;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

class RecordFormTest {

    private static final UUID PATIENT = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final String SESSION = "0f0e0d0c-0b0a-0908-0706-050403020100";
    private static final Ground GROUND = new Ground("BOARD_SESSION", SESSION, "");
    private static final Deed DEED =
            new Deed("camille", "VIEW", List.of(PATIENT), List.of("1.2", "é"), GROUND, "OK", "");
    private static final AuditRecord RECORD =
            new AuditRecord(258, Instant.parse("1970-01-01T00:00:01.000002Z"), "n1", DEED);

    // Version, previous digest, position 3, settled 1, id 258, 1000002 microseconds, node, who,
    // action, one patient, two objects, purpose, session, no case, outcome, no detail.
    private static final String BYTES =
            "53504944455253206175646974207265636f726420310a"
                    + "00".repeat(32)
                    + "0000000000000003"
                    + "0000000000000001"
                    + "0000000000000102"
                    + "00000000000f4242"
                    + "000000026e31"
                    + "0000000763616d696c6c65"
                    + "0000000456494557"
                    + "0000000100112233445566778899aabbccddeeff"
                    + "0000000200000003312e3200000002c3a9"
                    + "0000000d424f4152445f53455353494f4e"
                    + "0000002430663065306430632d306230612d303930382d303730362d"
                    + "303530343033303230313030"
                    + "00000000"
                    + "000000024f4b"
                    + "00000000";

    @Test
    void the_bytes_are_those_that_are_written_down() {
        assertThat(RecordForm.bytes(AuditDigest.NONE, 3, 1, RECORD))
                .isEqualTo(HexFormat.of().parseHex(BYTES));
        // The same bytes through sha256sum.
        assertThat(RecordForm.digest(AuditDigest.NONE, 3, 1, RECORD))
                .hasToString("dce5f5b84f563446262bcc1e2c61c8df33a46cc2452b923efea7299e84eee0cd");
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatever_differs_has_another_digest(AuditRecord other) {
        assertThat(RecordForm.digest(AuditDigest.NONE, 3, 1, other))
                .isNotEqualTo(RecordForm.digest(AuditDigest.NONE, 3, 1, RECORD));
    }

    @Test
    void the_place_in_the_chain_is_in_the_digest() {
        var here = RecordForm.digest(AuditDigest.NONE, 3, 1, RECORD);

        assertThat(RecordForm.digest(AuditDigest.NONE, 4, 1, RECORD)).isNotEqualTo(here);
        assertThat(RecordForm.digest(AuditDigest.NONE, 3, 2, RECORD)).isNotEqualTo(here);
        assertThat(RecordForm.digest(here, 3, 1, RECORD)).isNotEqualTo(here);
    }

    @Test
    void a_digest_is_read_as_it_is_printed_and_no_shorter() {
        var digest = RecordForm.digest(AuditDigest.NONE, 3, 1, RECORD);

        assertThat(AuditDigest.parse(digest.toString()))
                .isEqualTo(digest)
                .hasSameHashCodeAs(digest);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> AuditDigest.parse(digest.toString().substring(2)));
    }

    static Stream<AuditRecord> others() {
        var at = RECORD.at();
        return Stream.of(
                new AuditRecord(259, at, "n1", DEED),
                new AuditRecord(258, at.plusNanos(1000), "n1", DEED),
                new AuditRecord(258, at, "n2", DEED),
                record("camilla", "VIEW", List.of(PATIENT), List.of("1.2", "é"), GROUND),
                record("camille", "FIND", List.of(PATIENT), List.of("1.2", "é"), GROUND),
                record("camille", "VIEW", List.of(), List.of("1.2", "é"), GROUND),
                record("camille", "VIEW", List.of(PATIENT), List.of("1.", "2é"), GROUND),
                record("camille", "VIEW", List.of(PATIENT), List.of("é", "1.2"), GROUND),
                record(
                        "camille",
                        "VIEW",
                        List.of(PATIENT),
                        List.of("1.2", "é"),
                        new Ground("BOARD_SESSION", "", SESSION)),
                new AuditRecord(258, at, "n1", ended("", "OK")),
                new AuditRecord(258, at, "n1", ended("OK", "x")));
    }

    private static AuditRecord record(
            String who, String action, List<UUID> patients, List<String> objects, Ground ground) {
        var deed = new Deed(who, action, patients, objects, ground, "OK", "");
        return new AuditRecord(258, RECORD.at(), "n1", deed);
    }

    private static Deed ended(String outcome, String detail) {
        return new Deed(
                "camille", "VIEW", List.of(PATIENT), List.of("1.2", "é"), GROUND, outcome, detail);
    }
}
