// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.Peer;
import spiders.dicom.RealFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** dciodvfy of dicom3tools finds no error in what is written that it did not find before. */
@Tag("peer")
class PeerDeidentificationTest {

    @TempDir Path folder;

    static Stream<org.junit.jupiter.params.provider.Arguments> cases() {
        var profiles = new ArrayList<List<ConfidentialityOption>>();
        profiles.add(List.of());
        profiles.add(
                List.of(
                        ConfidentialityOption.CLEAN_DESCRIPTORS,
                        ConfidentialityOption.RETAIN_MODIFIED_DATES,
                        ConfidentialityOption.RETAIN_DEVICE_IDENTITY,
                        ConfidentialityOption.RETAIN_PATIENT_CHARACTERISTICS,
                        ConfidentialityOption.RETAIN_SAFE_PRIVATE));
        Arrays.stream(ConfidentialityOption.values())
                .filter(o -> o != ConfidentialityOption.CLEAN_RECOGNIZABLE_VISUAL_FEATURES)
                .forEach(option -> profiles.add(List.of(option)));
        return RealFiles.all().stream()
                .flatMap(file ->
                        profiles.stream()
                                .map(options ->
                                        org.junit.jupiter.params.provider.Arguments.of(
                                                file, options)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void no_error_is_new(String name, List<ConfidentialityOption> options) throws IOException {
        var in = folder.resolve("in.dcm");
        var out = folder.resolve("out.dcm");
        Files.write(in, RealFiles.bytes(name));
        var report =
                Samples.deidentifier(options.toArray(ConfidentialityOption[]::new)).file(in, out);

        assertThat(report.isRefused()).isFalse();
        assertThat(errors(out)).isSubsetOf(errors(in));
    }

    private static List<String> errors(Path file) {
        return Peer.ask("dciodvfy", "-new", Peer.path(file))
                .output()
                .lines()
                .filter(line -> line.startsWith("Error"))
                .toList();
    }
}
