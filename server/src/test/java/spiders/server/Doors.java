// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.net.AETitle;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.server.configuration.ConfigurationReader;
import spiders.web.Route;
import spiders.web.Web;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import javax.sql.DataSource;

/** A running hub, with somebody of each role before its doors, and its audit. */
final class Doors implements AutoCloseable {

    private static final Map<Role, String> PEOPLE =
            Map.of(
                    Role.CLINICIAN, "dr.demo",
                    Role.SECRETARY, "secretaire.demo",
                    Role.RADIOLOGIST, "radiologue.demo",
                    Role.ADMINISTRATOR, "admin.demo",
                    Role.DATA_PROTECTION_OFFICER, "dpo.demo");

    private static final String PASSWORD = "imagerie-fictive";
    private static final String PEER = "pacs.test";
    private static final Pattern TOKEN = Pattern.compile("<code>([A-Za-z0-9_-]{43})</code>");

    private static final String BOARDS =
            """
            boards:
              - id: thorax
                name: RCP thorax
                organ: Thorax
                kind: RCP
                type: STANDARD
                centre: lille-oscar-lambret
                wishes: []
                members: []
                meetings:
                  - days: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY]
                    time: "14:00"
                    room: Salle TEST
                    registration-closes-before: 1h
            """;

    private final Hub hub;
    private final Map<Role, DoorVisitor> visitors = new EnumMap<>(Role.class);
    private final DoorVisitor anonymous;

    private Doors(Hub hub) throws IOException, InterruptedException {
        this.hub = hub;
        anonymous = DoorVisitor.anonymous(hub.httpPort());
        for (var person : PEOPLE.entrySet()) {
            var visitor = DoorVisitor.signedIn(hub.httpPort(), person.getValue(), PASSWORD);
            visitors.put(person.getKey(), visitor);
        }
        visitors.put(Role.PEER, DoorVisitor.withToken(hub.httpPort(), PEER, peerToken()));
    }

    static Doors open(Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("boards.yaml"), BOARDS);
        var file =
                Files.writeString(
                        folder.resolve("hub.yaml"),
                        """
                        data: data
                        http: {port: 0}
                        metrics: {port: 0}
                        dicom:
                          port: 0
                          callers:
                            - {ae-title: NO-STORE, host: 127.0.0.1, may: [query]}
                            - {ae-title: NO-QUERY, host: 127.0.0.1, may: [store]}
                            - {ae-title: NO-RETRIEVE, host: 127.0.0.1, may: [store]}
                            - {ae-title: NO-COMMIT, host: 127.0.0.1, may: [store]}
                            - ae-title: ALL
                              host: 127.0.0.1
                              may: [store, query, retrieve, commit]
                        boards: boards.yaml
                        demo-accounts: true
                        """);
        return new Doors(Hub.start(ConfigurationReader.read(file, Map.of())));
    }

    private String peerToken() throws IOException, InterruptedException {
        var form = DoorVisitor.Body.form("name=" + PEER + "&displayName=PACS+TEST&roles=PEER");
        var page = visitor(Role.ADMINISTRATOR).write(HttpMethod.POST, "/accounts", form).body();
        var token = TOKEN.matcher(page);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    /** Somebody who has this role and no other. */
    DoorVisitor visitor(Role role) {
        return Objects.requireNonNull(visitors.get(role));
    }

    DoorVisitor anonymous() {
        return anonymous;
    }

    DimseCaller caller(String title) {
        int port = hub.get(DicomDoor.class).port().orElseThrow();
        return new DimseCaller(new AETitle(title), port);
    }

    List<Route> routes() {
        return hub.get(Web.class).routes().table().routes();
    }

    /** A case that this person registers: nobody else has a relation to its patient. */
    String registerCase(Role role, String givenName) throws IOException, InterruptedException {
        var json = JsonMapper.shared();
        var visitor = visitor(role);
        var sessions = json.readTree(visitor.get("/api/v1/boards/thorax/sessions").body());
        var sent =
                """
                {"session": "%s", "question": "Chirurgie ?", "reason": "TREATMENT_PROPOSAL",
                 "patientInformed": true, "patient": {"birthName": "DEMO-PORTE",
                 "givenName": "%s", "birthDate": "1956-03-14", "sex": "F",
                 "identifiers": [{"assigningAuthority": "CHU", "value": "%s"}]}}
                """
                        .formatted(
                                sessions.path("sessions").get(1).path("id").asString(),
                                givenName,
                                givenName);
        var body = DoorVisitor.Body.json(sent);
        var answer = visitor.write(HttpMethod.POST, "/api/v1/cases", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json.readTree(answer.body()).path("id").asString();
    }

    /** How many records there are of a person. */
    long records(String who) {
        return count("who = ?", who);
    }

    /** How many refusals of a right there are of a person. */
    long refusals(String who, Permission permission) {
        var refused = "action = 'ACCESS' and outcome = 'REFUSED' and who = ? and ? = any(objects)";
        return count(refused, who, permission.name());
    }

    /** How many refusals there are of a person that say about which patient. */
    long refusalsOfPatients(String who) {
        var refused = "action = 'ACCESS' and outcome = 'REFUSED' and cardinality(patients) = 1";
        return count(refused + " and who = ?", who);
    }

    private long count(String condition, Object... values) {
        return JdbcClient.create(hub.get(DataSource.class))
                .sql("select count(*) from security.audit_event where " + condition)
                .params(values)
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        anonymous.close();
        visitors.values().forEach(DoorVisitor::close);
        hub.close();
    }
}
