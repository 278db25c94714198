// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import com.zaxxer.hikari.HikariDataSource;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Disclosures;
import spiders.archive.Ins;
import spiders.archive.Origin;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.archive.SeenIdentity;
import spiders.archive.Sex;
import spiders.archive.ViewGrants;
import spiders.archive.receiving.Deposits;
import spiders.archive.viewing.Renditions;
import spiders.archive.viewing.Streaming;
import spiders.dicom.data.UID;
import spiders.dicom.net.AETitle;
import spiders.security.Access;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.Relation;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;
import spiders.security.store.AuditTable;
import spiders.security.store.TestDatabases;
import spiders.web.WebServer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An archive behind a real server on a loopback port, for tests. */
final class WebArchive implements AutoCloseable {

    static final User CLINICIAN =
            new User(new UserName("dr.demo"), "Dr Camille DEMO", Set.of(Role.CLINICIAN));
    static final User ADMINISTRATOR =
            new User(new UserName("admin.demo"), "Alix DEMO", Set.of(Role.ADMINISTRATOR));
    static final StoreLimits LIMITS = new StoreLimits(20, 24 << 20);
    private static final PatientTraits TRAITS =
            new PatientTraits("DEMO", "", "ELODIE", "19500102", Sex.FEMALE, Ins.NONE);

    private static final long RENDITION_BYTES = 64L << 20;

    final Archive archive;
    final PatientRegister register;
    final ViewGrants grants;
    final WebServer server;
    final HikariDataSource database = TestDatabases.fresh("security", "archive");
    private final HttpClient client = HttpClient.newHttpClient();
    private final String token;

    WebArchive(Path folder) throws IOException {
        archive = new Archive(new ArchiveSettings(folder, "test", 0), database, List.of());
        var audit = new AuditTable(database, "test", Clock.systemUTC());
        var access = new Access(audit, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
        grants = new ViewGrants(database, access, audit, Clock.systemUTC());
        register = new PatientRegister(database, access, audit);
        var renditions = new Renditions(folder.resolve("renditions"), RENDITION_BYTES);
        var transcodes = archive.transcodes(renditions, Streaming.standard());
        var deposits =
                new Deposits(
                        archive,
                        access,
                        new Disclosures(audit, Clock.systemUTC()),
                        name -> new Origin(name.value(), "CHU-ANGERS"));
        var routes =
                new ArchiveRoutes(
                        archive.viewing(grants, transcodes, Clock.systemUTC()),
                        deposits,
                        LIMITS,
                        new AETitle("SPIDERS"));
        server =
                WebServer.start(
                        database,
                        Clock.systemUTC(),
                        List.of("web", "archive"),
                        web -> routes.register(web.routes()));
        token = server.services().tokens().issue(CLINICIAN).value();
    }

    /** A token of a system, as an administrator gives it. */
    String peerToken(String name) {
        var administration = server.services().administration();
        var peer = new User(new UserName(name), "PACS " + name, Set.of(Role.PEER));
        administration.createPeer(ADMINISTRATOR, peer);
        return administration.issueToken(ADMINISTRATOR, peer.name(), Duration.ofDays(30)).value();
    }

    /** Links what the patient's identifier holds to a registered patient, and opens the studies. */
    PatientKey grant(String patientID, UID... studies) {
        var key = register.register(CLINICIAN, TRAITS, List.of());
        var identifier = new PatientIdentifier("CHU-ANGERS", patientID);
        register.link(CLINICIAN, key, new SeenIdentity(identifier, "", "", ""), "test");
        grants.grant(
                CLINICIAN,
                new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID()),
                key,
                Set.of(studies),
                Duration.ofHours(1));
        return key;
    }

    /** What a client that is no browser signs in with. */
    String token() {
        return token;
    }

    URI uri(String path) {
        return server.address().resolve("/dicomweb" + path);
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return getFrom(server.address().toString(), path, headers);
    }

    /** Asks at an address, which may be another name of this machine. */
    HttpResponse<byte[]> getFrom(String address, String path, String... headers) {
        var uri = URI.create(address).resolve("/dicomweb" + path);
        var request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
        archive.close();
        database.close();
    }
}
