// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The configuration of the demonstration's hub, as the file that it reads. */
public record HubSettings(
        Path data,
        int httpPort,
        int dicomPort,
        int metricsPort,
        Path boards,
        List<Source> sources) {

    public HubSettings {
        sources = List.copyOf(sources);
    }

    /** A PACS as the hub knows it; {@code dicomweb} may be empty. */
    public record Source(
            String id,
            String name,
            String centre,
            String aeTitle,
            int port,
            String dicomweb,
            String retrieve,
            String issuer) {

        private String yaml() {
            var web = dicomweb.isEmpty() ? "" : "    dicomweb: %s\n".formatted(dicomweb);
            return """
              - id: %s
                name: "%s"
                centre: %s
                ae-title: %s
                host: 127.0.0.1
                port: %d
            %s    issuer: "%s"
                retrieve: [%s]
                patience: 5s
                telephone: "03 00 00 00 00"
            """
                    .formatted(id, name, centre, aeTitle, port, web, issuer, retrieve);
        }

        private String caller() {
            return "    - {ae-title: %s, host: 127.0.0.1}\n".formatted(aeTitle);
        }
    }

    String yaml() {
        var callers = new StringBuilder();
        var listed = new StringBuilder();
        for (var source : sources) {
            callers.append(source.caller());
            listed.append(source.yaml());
        }
        return """
        # Written by ./spiders demo at every start.
        http:
          bind: 127.0.0.1
          port: %d
        metrics:
          port: %d
        data: %s
        dicom:
          ae-title: SPIDERS
          bind: 127.0.0.1
          port: %d
          callers:
        %sdemo-accounts: true
        boards: %s
        sources:
        %s\
        """
                .formatted(httpPort, metricsPort, data, dicomPort, callers, boards, listed);
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, yaml());
    }
}
