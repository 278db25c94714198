// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.EXPLICIT;
import static spiders.dicom.net.Loopback.OPTIONS;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.Part10;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Objects of odd length, which the standard has not and hospitals have; and nodes that are none.
 */
class OddNodesTest {

    @TempDir private Path folder;

    /** A data set whose last value has an odd length, against PS3.5 section 7.1.1. */
    private static StorableInstance odd(UID uid) {
        var dataSet =
                DataSet.builder()
                        .set(Tags.SOPClassUID, CT)
                        .set(Tags.SOPInstanceUID, uid)
                        .set(Tags.PatientID, "TEST")
                        .build();
        var even = DataSetWriter.bytes(dataSet, EXPLICIT);
        var odd = Arrays.copyOf(even, even.length - 1);
        odd[odd.length - 5]--; // Group, element, VR, length, TES.
        return Loopback.instance(uid, EXPLICIT, odd);
    }

    private static AssociationRequest request() {
        return AssociationRequest.forStore(CLIENT, CT, EXPLICIT);
    }

    /** 0.1 sent it as it was. */
    @Test
    void an_object_of_odd_length_comes_with_a_zero_and_is_read_again() throws Exception {
        var uid = UID.random();
        try (var server =
                        Loopback.server()
                                .storing(StorageClasses::isStandard, FileStore.into(folder))
                                .start();
                var association = Association.open(Loopback.node(server), request(), OPTIONS)) {
            assertThat(association.store(odd(uid))).isEqualTo(Status.SUCCESS);
        }
        var file = folder.resolve(uid.value() + ".dcm");
        assertThat(Files.size(file) % 2).isZero();
        assertThat(Part10.read(file).dataSet().string(Tags.PatientID)).contains("TES");
    }

    /** Of 0.1 storescp and Orthanc refused it, and never answered. */
    @Tag("peer")
    @Test
    void storescp_takes_an_object_of_odd_length() throws Exception {
        int port = Program.freePort();
        var log = folder.resolve("storescp.log");
        try (var storescp =
                Program.start(
                        log,
                        "storescp",
                        "-aet",
                        "SERVER",
                        "-od",
                        folder.toString(),
                        Integer.toString(port))) {
            storescp.awaitPort(port);
            try (var association = Association.open(Loopback.node(port), request(), OPTIONS)) {
                assertThat(association.store(odd(UID.random())))
                        .as(storescp.output())
                        .isEqualTo(Status.SUCCESS);
            }
        }
    }

    /** 0.1 said that it had a PDU of unknown type 48 54. */
    @Test
    void the_port_of_a_web_service_is_told_from_one_of_dicom() throws Exception {
        try (var server =
                new FaultyServer(socket ->
                        socket.getOutputStream()
                                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII)))) {
            assertThatExceptionOfType(NetworkException.class)
                    .isThrownBy(() -> Association.open(server.node(), request(), OPTIONS))
                    .withMessageContaining("HTTP, not DICOM");
        }
    }

    @Test
    void a_status_says_what_the_standard_means_by_it() {
        assertThat(Status.MOVE_DESTINATION_UNKNOWN.withComment("who?").explained())
                .isEqualTo("A801, move destination unknown: have it declared on the node (who?)");
        assertThat(Status.of(0xC123).explained()).isEqualTo("C123, unable to process");
        assertThat(Status.of(0xA703).explained()).isEqualTo("A703, out of resources");
        assertThat(Status.of(0xABCD).explained()).isEqualTo("ABCD");
    }
}
