// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.nio.file.Path;
import java.util.List;

/** Orthanc's DICOMweb client against the services that this toolkit's formats make. */
@Tag("peer")
class OrthancAsksTest {

    private static final int COUNT = 3;

    @TempDir private Path directory;

    @Test
    void orthanc_searches_and_fetches_over_the_web() throws Exception {
        var files = directory.resolve("files");
        SampleFiles.write(files, COUNT, 32);
        try (var pacs = Pacs.start(PacsSettings.of("PACS", files).withWebPort(0));
                var orthanc = OrthancProcess.start(directory, List.of())) {
            orthanc.know("us", pacs.webBase().orElseThrow());

            var found =
                    orthanc.post(
                            "dicom-web/servers/us/qido",
                            """
                            {"Uri": "/studies", "Arguments": {"PatientID": "ESSAI-1"}}
                            """);
            orthanc.post(
                    "dicom-web/servers/us/retrieve",
                    "{\"Resources\": [{\"Study\": \"%s\"}]}".formatted(SampleFiles.STUDY.value()));

            // In words of its own.
            assertThat(found).containsOnlyOnce(SampleFiles.STUDY.value()).contains("ESSAI^ZOE");
            assertThat(orthanc.get("statistics")).contains("\"CountInstances\" : " + COUNT);
        }
    }
}
