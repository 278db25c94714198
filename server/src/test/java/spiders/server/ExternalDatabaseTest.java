// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.security.store.DatabaseAccess;
import spiders.security.store.EmbeddedPostgres;
import spiders.security.store.PostgresOptions;
import spiders.server.configuration.Configuration;
import spiders.server.configuration.ConfigurationException;
import spiders.server.configuration.ConfigurationReader;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;

/** A hub on a PostgreSQL that others run, where it owns one database and is nobody special. */
class ExternalDatabaseTest {

    private static final String PASSWORD = "fictive-0123";

    @TempDir private static Path folder;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        var programs = Path.of(System.getProperty("java.io.tmpdir"), "spiders-test-programs");
        postgres =
                EmbeddedPostgres.start(
                        new PostgresOptions(folder.resolve("others"), programs, false));
        try (var connection = postgres.access().connect();
                var statement = connection.createStatement()) {
            statement.execute("create role hub login password '" + PASSWORD + "'");
            statement.execute("create database region owner hub");
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void it_starts_answers_and_finds_its_rows_again() throws Exception {
        var configuration = configuration(PASSWORD, "rw-------");
        try (var hub = Hub.start(configuration)) {
            assertThat(ready(hub)).contains("\"status\"").doesNotContain("database");
        }
        long rows = auditRows();
        assertThat(rows).isPositive();
        try (var hub = Hub.start(configuration)) {
            assertThat(ready(hub)).contains("\"status\"").doesNotContain("database");
        }
        assertThat(auditRows()).isGreaterThanOrEqualTo(rows);
        assertThat(configuration.data().resolve("postgresql")).doesNotExist();
    }

    @Test
    void a_wrong_password_is_said_to_be_one() throws Exception {
        var configuration = configuration("wrong", "rw-------");
        assertThatExceptionOfType(HubStartException.class)
                .isThrownBy(() -> Hub.start(configuration))
                .withMessageContaining("database.url")
                .withMessageContaining("password authentication failed")
                .withMessageNotContaining("wrong");
    }

    @Test
    void a_password_that_all_can_read_is_refused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> configuration(PASSWORD, "rw-r--r--"))
                .withMessageContaining("chmod 600");
    }

    private static long auditRows() throws SQLException {
        var owner = new DatabaseAccess(url(), "hub", PASSWORD);
        try (var connection = owner.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from security.audit_event")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String ready(Hub hub) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + hub.httpPort() + "/health/ready");
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static String url() {
        return postgres.access().database("region").url();
    }

    private static Configuration configuration(String password, String permissions)
            throws IOException {
        var secret = Files.writeString(folder.resolve("password"), password + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(permissions));
        var file =
                Files.writeString(
                        folder.resolve("hub.yaml"),
                        """
                        data: data
                        http: {port: 0}
                        metrics: {port: 0}
                        database: {url: "%s", user: hub, password-file: password}
                        dicom: {port: 0}
                        demo-accounts: true
                        """
                                .formatted(url()));
        return ConfigurationReader.read(file, Map.of());
    }
}
