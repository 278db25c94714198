// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the certificates of this hub are still good for. */
public final class Certificates implements Checkup {

    private static final Duration WARNING = Duration.ofDays(21);

    private final Map<String, Path> files;
    private final InstantSource clock;

    /** Of PEM files, each with the key of the configuration that names it. */
    public Certificates(Map<String, Path> files, InstantSource clock) {
        this.files = new LinkedHashMap<>(files);
        this.clock = clock;
    }

    /** When the first certificate of each file ends. */
    public Map<String, Instant> ends() {
        var ends = new LinkedHashMap<String, Instant>();
        files.forEach((name, file) -> ends.put(name, end(file)));
        return ends;
    }

    private static Instant end(Path file) {
        try (var in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(certificate -> ((X509Certificate) certificate).getNotAfter().toInstant())
                    .min(Instant::compareTo)
                    .orElse(Instant.MIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException(file + " is no certificate", e);
        }
    }

    @Override
    public List<Finding> look() {
        var now = clock.instant();
        var findings = new ArrayList<Finding>();
        ends().forEach((name, end) -> {
            var left = Duration.between(now, end);
            var detail = "%s ends %s".formatted(name, end);
            if (left.isNegative()) {
                findings.add(new Finding(Reason.CERTIFICATE_EXPIRED, detail));
            } else if (left.compareTo(WARNING) < 0) {
                findings.add(new Finding(Reason.CERTIFICATE_EXPIRING, detail));
            }
        });
        return findings;
    }

    @Override
    public Reason otherwise() {
        return Reason.CERTIFICATE_EXPIRED;
    }
}
