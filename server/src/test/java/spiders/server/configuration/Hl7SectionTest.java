// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.rcp.mllp.Hl7Peer;
import spiders.security.UserName;
import spiders.server.configuration.Configuration.Hl7;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the configuration says of who registers cases by messages. */
class Hl7SectionTest {

    @TempDir private Path folder;

    private Configuration read(String lines) throws IOException {
        var file = Files.writeString(folder.resolve("hub.yaml"), "data: data\n" + lines);
        return ConfigurationReader.read(file, Map.of());
    }

    @Test
    void there_is_no_port_unless_it_is_asked_for() throws IOException {
        assertThat(read("").hl7()).isEmpty();
    }

    @Test
    void a_port_is_read_with_those_who_may_send() throws IOException {
        var read =
                read(
                        """
                        hl7:
                          bind: 10.1.2.3
                          peers:
                            - host: board-tool.example
                              application: DCC
                              facility: CHU
                              account: hl7.dcc
                              boards: [{code: RCP-THX, board: thorax}]
                        """);

        var peer =
                new Hl7Peer(
                        "board-tool.example",
                        "DCC",
                        "CHU",
                        new UserName("hl7.dcc"),
                        Map.of("RCP-THX", "thorax"));
        assertThat(read.hl7()).containsExactly(new Hl7("10.1.2.3", 2575, false, 8, List.of(peer)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "hl7: {port: 2575} ! nobody may send",
                "hl7: {bind: 0.0.0.0} ! nobody may send",
                "hl7: {peers: [{host: '*', application: A, facility: B, account: cd}]} ! one host",
                "hl7: {peers: [{host: '::', application: A, facility: B, account: cd}]} ! one host",
                "hl7: {peers: [{host: h, application: A, facility: B}]} ! \"account\" is missing",
                "hl7: {tls: true, peers: [{host: h, application: A, facility: B, account: cd}]}"
                        + " ! dicom.tls",
                "hl7: {peers: [{host: h, application: A, facility: B, account: cd},"
                        + " {host: i, application: A, facility: B, account: ef}]} ! twice",
                "hl7: {peer: []} ! is no key of hl7"
            })
    void what_would_let_anybody_in_is_refused(String lines, String reason) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(lines))
                .withMessageContaining(reason);
    }
}
