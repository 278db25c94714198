// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import spiders.dicom.net.TLS;
import spiders.dicom.net.TLSProfile;
import spiders.security.store.PostgresStartException;
import spiders.server.configuration.Configuration;
import spiders.server.configuration.Configuration.Encryption;
import spiders.web.Web;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One running hub: the web server, the DICOM server, the jobs and the database. */
public final class Hub implements AutoCloseable {

    private static final String COMPRESSED =
            "text/html,text/css,text/javascript,image/svg+xml,application/json,"
                    + "application/dicom+json,application/problem+json";

    private final Configuration configuration;
    private final ConfigurableApplicationContext context;

    private Hub(Configuration configuration, ConfigurableApplicationContext context) {
        this.configuration = configuration;
        this.context = context;
    }

    /** Returns when the hub answers; what keeps it from starting is said in one sentence. */
    public static Hub start(Configuration configuration) {
        try {
            Files.createDirectories(configuration.data());
        } catch (IOException e) {
            throw new HubStartException(
                    "the data folder %s cannot be made: %s".formatted(configuration.data(), e), e);
        }
        if (new RestoreStaging(configuration.data()).isThere()) {
            throw new HubStartException(
                    ("a restore into %s has not come to its end: run it again, or delete its"
                                    + " folder .restoring")
                            .formatted(configuration.data()));
        }
        if (configuration.http().encryption() instanceof Encryption.Own own) {
            requireUsable(own);
        }
        var application = new SpringApplication(HubConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(properties(configuration));
        application.addInitializers(context ->
                context.getBeanFactory().registerSingleton("configuration", configuration));
        try {
            return new Hub(configuration, application.run());
        } catch (RuntimeException e) {
            throw new HubStartException(sentence(e), e);
        }
    }

    private static void requireUsable(Encryption.Own own) {
        try {
            TLS.ofPEM(own.certificate(), own.key(), own.certificate());
        } catch (IOException e) {
            throw new HubStartException("http.tls cannot be used: " + e.getMessage(), e);
        }
    }

    /** The port that browsers use, also where the configuration left it to the system. */
    public int httpPort() {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        return Optional.ofNullable(server).orElseThrow().getPort();
    }

    /** The port that PACS use. */
    public int dicomPort() {
        return context.getBean(DicomDoor.class).port().orElseThrow();
    }

    /** One of the objects that the hub is made of; for tests and the demo's checks. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Lines for the terminal: where to look. */
    public List<String> lookAt() {
        var dicom = configuration.dicom();
        return List.of(
                "SPIDERS runs: " + address(),
                "  DICOM:   %s, port %d on %s"
                        .formatted(dicom.aeTitle().value(), dicomPort(), dicom.bind()),
                "  ready?   %s/health/ready".formatted(address()),
                "  metrics: http://%s:%d/metrics"
                        .formatted(
                                configuration.metrics().bind(),
                                context.getBean(MetricsServer.class).port()),
                "  data:    " + configuration.data(),
                "  log:     " + configuration.data() + "/logs/spiders.log");
    }

    /** Stops in order: DICOM and web first, then the jobs, then the database. */
    @Override
    public void close() {
        // Open pages wait for changes as long as they like: no request to wait for.
        context.getBeanProvider(Web.class).ifAvailable(web -> web.sse().end());
        context.close();
    }

    private String address() {
        var http = configuration.http();
        var scheme = http.encryption() instanceof Encryption.Own ? "https" : "http";
        return "%s://%s:%d".formatted(scheme, http.bind(), httpPort());
    }

    private static Map<String, Object> properties(Configuration configuration) {
        var properties = new HashMap<String, Object>();
        properties.put("server.address", configuration.http().bind());
        properties.put("server.port", configuration.http().port());
        properties.put("server.shutdown", "graceful");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        properties.put("spring.threads.virtual.enabled", "true");
        properties.put("spring.main.lazy-initialization", "false");
        properties.put("spring.jmx.enabled", "false");
        // STOW-RS bodies are multipart/related: as forms they would vanish before the archive.
        properties.put("spring.servlet.multipart.enabled", "false");
        properties.put("spring.web.resources.add-mappings", "false");
        properties.put("server.servlet.session.tracking-modes", "cookie");
        properties.put("server.tomcat.max-http-form-post-size", "1MB");
        properties.put("server.tomcat.use-relative-redirects", "true");
        properties.put("server.compression.enabled", "true");
        properties.put("server.compression.mime-types", COMPRESSED);
        properties.put("server.max-http-request-header-size", "32KB");
        properties.put("logging.file.name", configuration.data() + "/logs/spiders.log");
        properties.put("logging.threshold.console", "OFF");
        switch (configuration.http().encryption()) {
            case Encryption.None() -> {}
            case Encryption.Proxy() -> {
                properties.put("server.forward-headers-strategy", "native");
            }
            case Encryption.Own(var certificate, var key) -> {
                properties.put("server.ssl.certificate", certificate.toString());
                properties.put("server.ssl.certificate-private-key", key.toString());
                var profile = TLSProfile.BCP_195;
                properties.put(
                        "server.ssl.enabled-protocols", String.join(",", profile.protocols()));
                properties.put("server.ssl.ciphers", String.join(",", profile.cipherSuites()));
            }
        }
        return properties;
    }

    /** The reason among the causes that an administrator can act on. */
    private static String sentence(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> knownReason(cause).stream())
                .findFirst()
                .orElseGet(() -> "unexpected: " + root(failure) + "; the log has more");
    }

    private static Optional<String> knownReason(Throwable cause) {
        return switch (cause) {
            case PortInUseException port ->
                    Optional.of(
                            "port %d is in use; give another as http.port"
                                    .formatted(port.getPort()));
            case PostgresStartException postgres -> Optional.ofNullable(postgres.getMessage());
            case HubStartException hub -> Optional.ofNullable(hub.getMessage());
            case BindException bind -> Optional.of("a port is in use: " + bind.getMessage());
            default -> Optional.empty();
        };
    }

    private static Throwable root(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .reduce(failure, (first, second) -> second);
    }
}
