// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.archive.ArchivePolicy;
import spiders.archive.Duplicates;
import spiders.archive.ObjectPlace;
import spiders.archive.OriginQuota;
import spiders.archive.Quota;
import spiders.archive.dimse.CallerRight;
import spiders.archive.lifecycle.RetentionPolicy;
import spiders.archive.lifecycle.RetentionRule;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.region.Retrieve;
import spiders.region.WebTrust;
import spiders.security.UserName;
import spiders.server.configuration.Configuration.Database;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

class ConfigurationReaderTest {

    private static final String S3 =
            "storage: {s3: {access-key-file: a, secret-key-file: b, bucket: images, ";

    @TempDir private Path folder;

    @Test
    void what_is_not_written_has_a_safe_default() throws IOException {
        var configuration = read("data: data");
        assertThat(configuration.http().isLoopback()).isTrue();
        assertThat(configuration.http().port()).isEqualTo(8080);
        assertThat(configuration.dicom().port()).isEqualTo(11112);
        assertThat(configuration.dicom().callers()).isEmpty();
        assertThat(configuration.database()).isEqualTo(new Database.Embedded());
        assertThat(configuration.objects())
                .isEqualTo(new ObjectPlace.Folder(folder.resolve("data/objects")));
        assertThat(configuration.demoAccounts()).isFalse();
        assertThat(configuration.data()).isEqualTo(folder.resolve("data"));
    }

    @Test
    void systems_are_read_with_what_they_may_and_where_they_are() throws IOException {
        var configuration =
                read(
                        """
                        data: data
                        dicom:
                          most-matches: 500
                          commit-by-digest: true
                          callers:
                            - {ae-title: CONSOLE1, host: 127.0.0.1, may: [query, retrieve]}
                            - {ae-title: SCANNER, host: 127.0.0.1}
                          destinations:
                            - {ae-title: CONSOLE1, host: 127.0.0.1, port: 104}
                            - {ae-title: RIS, host: 127.0.0.1, port: 105, notify: true}
                        dicomweb:
                          most-objects: 50
                          most-gigabytes: 2
                          systems:
                            - {account: pacs.nord, issuer: "1.2.250.1"}
                        """);
        var dicom = configuration.dicom();
        assertThat(dicom.callers())
                .extracting(Configuration.Caller::may)
                .containsExactly(
                        Set.of(CallerRight.QUERY, CallerRight.RETRIEVE), Set.of(CallerRight.STORE));
        assertThat(dicom.destinations())
                .containsExactly(
                        new Configuration.Destination(
                                new RemoteNode(new AETitle("CONSOLE1"), "127.0.0.1", 104, false),
                                false),
                        new Configuration.Destination(
                                new RemoteNode(new AETitle("RIS"), "127.0.0.1", 105, false), true));
        assertThat(dicom.answers()).isEqualTo(new Configuration.Answers(500, true));
        assertThat(configuration.dicomWeb())
                .isEqualTo(
                        new Configuration.DicomWeb(
                                50, 2L << 30, Map.of(new UserName("pacs.nord"), "1.2.250.1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "callers: [{ae-title: A, host: 127.0.0.1, may: [erase]}]",
                "callers: [{ae-title: A, host: 127.0.0.1},"
                        + " {ae-title: A, host: 127.0.0.2, may: [query]}]",
                "destinations: [{ae-title: A, host: h, port: 1}, {ae-title: A, host: g, port: 1}]",
                "destinations: [{ae-title: A, host: h, port: 1, tls: true}]",
                "destinations: [{ae-title: A, host: h, port: 1, notify: maybe}]",
                "most-matches: 0"
            })
    void what_a_system_cannot_be_is_refused(String dicom) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read("data: data\ndicom:\n  " + dicom));
    }

    @Test
    void a_source_is_read_with_all_it_can_do() throws IOException {
        var source =
                read("""
                data: data
                sources:
                  - id: lille
                    name: CHU de Lille
                    ae-title: PACSLILLE
                    host: 127.0.0.1
                    port: 104
                    tls: true
                    dicomweb: http://127.0.0.1:8042/dicom-web/
                    issuer: "1.2.250.1"
                    retrieve: [get, wado]
                    patience: 500ms
                    associations: 4
                    enabled: false
                """)
                        .sources()
                        .getFirst();
        assertThat(source.node().orElseThrow().tls()).isTrue();
        assertThat(source.dicomWeb().orElseThrow().toString()).endsWith("/dicom-web");
        assertThat(source.profile().retrieve()).containsExactly(Retrieve.GET, Retrieve.WADO);
        assertThat(source.profile().patience()).isEqualTo(Duration.ofMillis(500));
        assertThat(source.enabled()).isFalse();
    }

    @Test
    void an_unknown_key_is_refused_with_its_line_and_the_known_ones() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read("data: data\nhttp:\n  prot: 80"))
                .withMessageContaining("line 3: \"prot\" is no key of http")
                .withMessageContaining("port")
                .satisfies(e -> assertThat(e.line()).isEqualTo(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http: {port: 70000} | a number from 0 to 65535",
                "http: {port: 1, port: 2} | stands here twice",
                "http: [1] | is a list of keys",
                "sources: [{id: a}] | \"name\" is missing",
                "sources: [{id: a, name: b, host: c}] | go together",
                "sources: [{id: a, name: b}] | no address",
                "sources: [{id: a, name: b, dicomweb: 'http://h', dicomweb-trust: t}] | not https",
                "sources: [{id: a, name: b, dicomweb-trust: t}] | with a dicomweb address",
                "sources: [{id: a, name: b, dicomweb: 'https://u:p@h/d'}] | holds a password",
                "sources: [{id: a, name: b, dicomweb: 'ftp://h/d'}] | no http:// or https://",
                "sources: [{id: a, name: b, dicomweb: 'https://h/d?x=1'}] | not the root",
                "sources: [{id: a, name: b, dicomweb: 'https://h', dicomweb-trust: t}] | be read",
                "sources: [{id: a, name: b, ae-title: A, host: h, port: 1, tls: true}] | dicom.tls",
                "dicom: {ae-title: 12345678901234567} | 1 to 16",
                "archive: {quota: 2 apples} | such as 500GB",
                "archive: {duplicates: overwrite} | refuse, keep-apart",
                "retention: {after-board: 30} | such as 12h or 30d",
                "retention: {after-board: 2h} | for a day at least",
                "retention: {rules: [{name: A B, after: 30d}]} | small letters",
                "retention: {rules: [{name: a, after: 2d}, {name: a, after: 3d}]} | twice",
                "demo-accounts: perhaps | true or false",
                "storage: {disk: d} | no key of storage",
                "storage: {s3: {bucket: b}} | \"access-key-file\" is missing in storage.s3",
                "storage: {s3: {access-key-file: a, secret-key-file: b}} | \"endpoint\" is missing",
                S3 + "endpoint: 'http://s3.example'}} | not an https address",
                S3 + "endpoint: 'https://u:p@s3.example'}} | no password",
                "storage: {s3: {access-key-file: a, secret-key-file: b, bucket: B,"
                        + " endpoint: 'https://s3.example'}} | names no bucket",
                S3 + "endpoint: 'https://s3.example', prefix: /a}} | words with slashes",
                S3 + "endpoint: 'https://s3.example', patience: soon}} | a duration",
                S3 + "endpoint: 'https://s3.example', size: 1}} | no key of storage.s3",
                "'http: {port: \"8080' | not YAML"
            })
    void a_wrong_value_says_what_is_expected(String line, String reason) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read("data: data\n" + line))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http: {bind: 0.0.0.0}",
                "http: {bind: 127.0.0.1, behind-proxy: true}\ndemo-accounts: true",
                "metrics: {bind: 0.0.0.0}",
                "dicom: {bind: 0.0.0.0}",
                "dicom: {callers: [{ae-title: A, host: '*'}]}",
                "database: {url: 'jdbc:postgresql://db.example/x', user: u, password-file: p}",
                "database: {url: 'jdbc:mysql://127.0.0.1/x', user: u, password-file: p}"
            })
    void an_unsafe_combination_is_refused(String lines) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read("data: data\n" + lines));
    }

    @Test
    void a_secret_that_everybody_can_read_is_refused() throws IOException {
        var secret = Files.writeString(folder.resolve("p"), "secret");
        var lines =
                "data: data\ndatabase: {url: 'jdbc:postgresql://127.0.0.1/x', user: u,"
                        + " password-file: p}";
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(lines))
                .withMessageContaining("chmod 600");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertThat(read(lines).database()).isInstanceOf(Database.External.class);
    }

    @Test
    void a_bucket_is_read_with_all_that_says_where_and_who() throws IOException {
        var key = secret("a");
        var secret = secret("b");
        var trust = Files.writeString(folder.resolve("ca.pem"), "certificates");

        var objects =
                read("data: data\n"
                                + S3
                                + "endpoint: 'https://s3.example:9000', prefix: one/two,"
                                + " region: eu-west-3, path-style: false, trust: ca.pem,"
                                + " patience: 5s}}")
                        .objects();

        assertThat(objects)
                .isEqualTo(
                        new ObjectPlace.Bucket(
                                new ObjectPlace.Address(
                                        URI.create("https://s3.example:9000"),
                                        "eu-west-3",
                                        "images",
                                        "one/two",
                                        false),
                                new ObjectPlace.Keys(key, secret),
                                new ObjectPlace.Trust.OfFile(trust),
                                folder.resolve("data/spool"),
                                Duration.ofSeconds(5)));
    }

    @Test
    void a_key_of_the_bucket_that_everybody_can_read_is_refused() throws IOException {
        secret("a");
        var open = Files.writeString(folder.resolve("b"), "secret");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read("data: d\n" + S3 + "endpoint: 'https://s3.example'}}"))
                .withMessageContaining("can be read by everybody");
    }

    private Path secret(String name) throws IOException {
        var file = Files.writeString(folder.resolve(name), "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    @Test
    void a_trust_file_that_everybody_can_change_is_refused() throws IOException {
        var trust = Files.writeString(folder.resolve("ca.pem"), "certificates");
        var lines =
                "data: data\nsources: [{id: a, name: b, dicomweb: 'https://pacs.example/dicom-web',"
                        + " dicomweb-trust: ca.pem}]";
        Files.setPosixFilePermissions(trust, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(lines))
                .withMessageContaining("can be changed by everybody");
        Files.setPosixFilePermissions(trust, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(read(lines).sources().getFirst().webTrust())
                .isEqualTo(new WebTrust.OfFile(trust));
        assertThat(read(lines.replace("ca.pem", "public")).sources().getFirst().webTrust())
                .isEqualTo(new WebTrust.OfPublic());
    }

    @Test
    void how_long_objects_stay_is_read_and_nothing_leaves_by_default() throws IOException {
        var none = read("data: d").lifeCycle();
        assertThat(none.retention()).isEqualTo(RetentionPolicy.NEVER);
        assertThat(none.archive()).isEqualTo(ArchivePolicy.DEFAULT);
        assertThat(none.rejectFrom()).isEmpty();

        var some =
                read("""
                data: d
                archive: {duplicates: keep-apart, quota: 2TB, quota-warning: 90}
                retention:
                  after-board: 30d
                  rejected: 90d
                  reject-from: [PACSLILLE]
                  rules:
                    - {name: echo, origins: [lille], modalities: [US], after: 400d}
                """)
                        .lifeCycle();

        assertThat(some.archive())
                .isEqualTo(
                        new ArchivePolicy(
                                Duplicates.KEEP_APART, new Quota.Bytes(2_000_000_000_000L, 90)));
        assertThat(some.retention().boards())
                .isEqualTo(new RetentionPolicy.AfterBoard.Leave(Duration.ofDays(30)));
        assertThat(some.retention().rules())
                .containsExactly(
                        new RetentionRule(
                                "echo", Set.of("lille"), Set.of("US"), Duration.ofDays(400)));
        assertThat(some.rejectedFor()).isEqualTo(Duration.ofDays(90));
        assertThat(some.rejectFrom()).containsExactly("PACSLILLE");
    }

    @Test
    void quotas_of_origins_are_read_and_a_source_stands_for_its_title_too() throws IOException {
        var policy =
                read("""
                data: d
                archive:
                  quota-warning: 70
                  quotas:
                    - {name: lille, origins: [lille, scanner-3], quota: 500GB}
                    - {name: others, origins: [PACSNORD], quota: 2TB}
                sources:
                  - {id: lille, name: CHU, ae-title: PACSLILLE, host: 10.0.0.1, port: 104}
                """)
                        .lifeCycle()
                        .archive();

        assertThat(policy.quota()).isEqualTo(new Quota.None());
        assertThat(policy.originQuotas())
                .containsExactly(
                        new OriginQuota(
                                "lille",
                                Set.of("lille", "scanner-3", "PACSLILLE"),
                                new Quota.Bytes(500_000_000_000L, 70)),
                        new OriginQuota(
                                "others",
                                Set.of("PACSNORD"),
                                new Quota.Bytes(2_000_000_000_000L, 70)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{name: a, origins: [x], quota: 1GB}, {name: a, origins: [y], quota: 1GB}]|twice",
                "[{name: a, origins: [x], quota: 1GB}, {name: b, origins: [x], quota: 1GB}]|x has",
                "[{name: archive, origins: [x], quota: 1GB}]|whole archive",
                "[{name: a, origins: [], quota: 1GB}]|origins",
                "[{name: a, origins: [x], quota: 0GB}]|quota",
                "[{name: a, origins: [x]}]|quota",
                "[{name: a, origins: [x], quota: 1GB, other: 2}]|other"
            })
    void a_quota_that_cannot_be_is_refused(String quotas, String word) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read("data: d\narchive: {quotas: " + quotas + "}"))
                .withMessageContaining(word);
    }

    @Test
    void the_environment_overrides_single_values() throws IOException {
        var file = Files.writeString(folder.resolve("hub.yaml"), "data: data");
        var environment = Map.of("SPIDERS_HTTP_PORT", "9000", "SPIDERS_DICOM_AE_TITLE", "OTHER");
        var configuration = ConfigurationReader.read(file, environment);
        assertThat(configuration.http().port()).isEqualTo(9000);
        assertThat(configuration.dicom().aeTitle().value()).isEqualTo("OTHER");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> ConfigurationReader.read(file, Map.of("SPIDERS_HTTP_PORT", "many")))
                .withMessageContaining("SPIDERS_HTTP_PORT");
    }

    private Configuration read(String yaml) throws IOException {
        var file = Files.writeString(folder.resolve("hub.yaml"), yaml);
        return ConfigurationReader.read(file, Map.of());
    }
}
