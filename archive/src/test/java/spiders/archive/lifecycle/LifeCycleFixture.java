// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.Archive;
import spiders.archive.ArchivePolicy;
import spiders.archive.ArchiveSettings;
import spiders.archive.Origin;
import spiders.archive.upkeep.UpkeepReport;
import spiders.archive.upkeep.Verification;
import spiders.dicom.data.UID;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.Relation;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;
import spiders.security.store.TestDatabases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An archive of a test's own, with its rules, its boards and a clock that the test moves. */
final class LifeCycleFixture implements AutoCloseable {

    static final User RADIOLOGIST =
            new User(new UserName("durand"), "Dr Durand", Set.of(Role.RADIOLOGIST));
    static final User ADMINISTRATOR =
            new User(new UserName("root"), "Root", Set.of(Role.ADMINISTRATOR));
    static final Duration REJECTED_FOR = Duration.ofDays(30);

    private final Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private final List<AuditEvent> audit = new ArrayList<>();
    private final Map<UID, BoardNeeds.Need> needs = new HashMap<>();
    private final Access access =
            new Access(audit::add, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
    private final LifeCycle.Terms terms;
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private Archive archive;
    private LifeCycle lifeCycle;

    LifeCycleFixture(Path folder, RetentionPolicy retention, ArchivePolicy policy)
            throws IOException {
        this.folder = folder;
        this.terms = new LifeCycle.Terms(retention, REJECTED_FOR, LifeCycleFixture::mayReject);
        start(policy);
    }

    private static boolean mayReject(Origin origin) {
        return origin.name().equals("pacs-manager");
    }

    void start(ArchivePolicy policy) throws IOException {
        archive = new Archive(settings(), policy, database, List.of(), Clock.systemUTC());
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        lifeCycle = archive.lifeCycle(terms, this::needs, access, audit::add, clock);
    }

    private ArchiveSettings settings() {
        return new ArchiveSettings(folder, "test", 0);
    }

    private Map<UID, BoardNeeds.Need> needs(Collection<UID> studies) {
        var found = new HashMap<>(needs);
        found.keySet().retainAll(studies);
        return found;
    }

    /** A board has the study's objects brought, and meets so long from now. */
    void board(UID study, Duration meets, int objects) {
        needs.put(study, new BoardNeeds.Need(now.plus(meets), objects));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Ends the archive, and starts it again on what it left. */
    void restart(ArchivePolicy policy) throws IOException {
        stop();
        start(policy);
    }

    void stop() throws IOException {
        archive.close();
    }

    Archive archive() {
        return archive;
    }

    LifeCycle lifeCycle() {
        return lifeCycle;
    }

    Access access() {
        return access;
    }

    HikariDataSource database() {
        return database;
    }

    Instant now() {
        return now;
    }

    List<AuditEvent> audit(Action action) {
        return audit.stream().filter(event -> event.action() == action).toList();
    }

    JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    /** The objects' files, but for names made ahead. */
    List<Path> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".dcm"))
                    .filter(file -> file.toFile().length() > 0)
                    .toList();
        }
    }

    UpkeepReport verify() throws IOException {
        return new Verification(settings(), database).run(Verification.Depth.DIGESTS, (_, _) -> {});
    }

    @Override
    public void close() throws IOException {
        archive.close();
        database.close();
    }
}
