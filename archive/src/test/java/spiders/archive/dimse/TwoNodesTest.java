// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Ingested;
import spiders.archive.ObjectPlace;
import spiders.archive.Origin;
import spiders.archive.Samples;
import spiders.archive.StoredInstance;
import spiders.archive.objects.S3Server;
import spiders.archive.upkeep.Verification;
import spiders.dicom.io.Part10;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.PeerCommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Two nodes over one PostgreSQL and one store of objects. */
class TwoNodesTest {

    private static final int OBJECTS = 60;
    private static final long SEED = 20260419;
    private static final Pattern ANSWER = Pattern.compile("Received Store Response \\(([^)]*)\\)");

    /** What the nodes share. */
    enum Shared {
        FOLDER,
        BUCKET
    }

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private S3Server s3;

    @BeforeEach
    void start() throws IOException {
        s3 = S3Server.start(folder.resolve("s3"));
    }

    @AfterEach
    void stop() throws IOException {
        s3.close();
        database.close();
    }

    private ArchiveSettings settings(Shared shared, String node) {
        ObjectPlace place =
                switch (shared) {
                    case FOLDER -> new ObjectPlace.Folder(folder.resolve("objects"));
                    case BUCKET -> s3.bucket(folder.resolve("spool-" + node));
                };
        return new ArchiveSettings(place, node, 0);
    }

    private Archive node(Shared shared, String name) throws IOException {
        return new Archive(settings(shared, name), database, List.of());
    }

    @Tag("peer")
    @ParameterizedTest
    @EnumSource
    void both_receive_the_same_study_by_storescu_and_answer_success(Shared shared)
            throws Exception {
        write();
        var files = IntStream.range(0, OBJECTS).mapToObj(this::file).toList();
        var backwards = files.reversed();
        try (var one = node(shared, "one");
                var two = node(shared, "two");
                var doorOne = door(one);
                var doorTwo = door(two)) {
            var answers = together(List.of(sender(doorOne, files), sender(doorTwo, backwards)));

            assertThat(answers)
                    .allSatisfy(each -> assertThat(each).hasSize(OBJECTS).containsOnly("Success"));
            assertStoredOnce(one, OBJECTS);
        }
        assertVerified(shared, OBJECTS);
    }

    @ParameterizedTest
    @EnumSource
    void in_any_order_each_object_is_stored_once_and_no_node_waits_for_ever(Shared shared)
            throws Exception {
        try (var one = node(shared, "one");
                var two = node(shared, "two")) {
            var tasks = new ArrayList<Callable<List<Ingested>>>();
            for (int i = 0; i < 8; i++) {
                var archive = i % 2 == 0 ? one : two;
                var random = new Random(SEED + i);
                tasks.add(() -> ingested(archive, random));
            }
            var outcomes = together(tasks);

            assertThat(outcomes.stream().flatMap(List::stream))
                    .as("seed %d", SEED)
                    .allSatisfy(outcome ->
                            assertThat(outcome)
                                    .isInstanceOfAny(
                                            Ingested.Stored.class, Ingested.AlreadyThere.class));
            assertThat(
                            outcomes.stream()
                                    .flatMap(List::stream)
                                    .filter(Ingested.Stored.class::isInstance))
                    .as("each is new once")
                    .hasSize(OBJECTS);
            assertStoredOnce(two, OBJECTS);
        }
        assertVerified(shared, OBJECTS);
    }

    private static List<Ingested> ingested(Archive archive, Random random) throws Exception {
        var numbers = new ArrayList<>(IntStream.range(0, OBJECTS).boxed().toList());
        Collections.shuffle(numbers, random);
        var outcomes = new ArrayList<Ingested>();
        for (int number : numbers) {
            outcomes.add(Samples.ingest(archive, Samples.ct(number)));
        }
        return outcomes;
    }

    @ParameterizedTest
    @EnumSource
    void a_node_that_starts_again_and_again_leaves_the_other_alone(Shared shared) throws Exception {
        try (var one = node(shared, "one")) {
            List<Callable<List<Ingested>>> tasks =
                    List.of(
                            () -> ingested(one, new Random(SEED)),
                            () -> restarted(shared, 5),
                            () -> ingested(one, new Random(SEED + 1)));
            var outcomes = together(tasks);

            assertThat(outcomes.stream().flatMap(List::stream))
                    .noneMatch(Ingested.Refused.class::isInstance);
            assertStoredOnce(one, OBJECTS);
        }
        assertVerified(shared, OBJECTS);
    }

    private List<Ingested> restarted(Shared shared, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (var two = node(shared, "two")) {
                Samples.ingest(two, Samples.ct(i));
            }
        }
        return List.of();
    }

    private static <T> List<T> together(List<Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (var future : executor.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    private static void assertStoredOnce(Archive archive, int count) {
        assertThat(archive.instances(Samples.STUDY))
                .extracting(StoredInstance::sopInstanceUID)
                .hasSize(count)
                .doesNotHaveDuplicates();
        assertThat(archive.counts().instances()).isEqualTo(count);
    }

    /** Every byte is as it was sent, and nothing else is there. */
    private void assertVerified(Shared shared, int count) throws IOException {
        try (var check = new Verification(settings(shared, "check"), database)) {
            var report = check.run(Verification.Depth.DIGESTS, (_, _) -> {});
            assertThat(report.counts()).isEmpty();
            assertThat(report.files()).isEqualTo(count);
            assertThat(report.skipped()).isZero();
        }
    }

    private static AssociationServer door(Archive archive) throws IOException {
        var provider = new StorageProvider(archive, _ -> {}, caller -> new Origin("angers", "CHU"));
        return provider.serve(AssociationServer.builder(new AETitle("SPIDERS")))
                .callers(Callers.any())
                .port(0)
                .start();
    }

    /** Sends the files, and returns the status of each answer. */
    private Callable<List<String>> sender(AssociationServer door, List<Path> files) {
        var command = new ArrayList<>(List.of("storescu", "-v", "-aec", "SPIDERS", "127.0.0.1"));
        command.add(Integer.toString(door.port().orElseThrow()));
        files.forEach(file -> command.add(file.toString()));
        return () -> {
            var result = PeerCommand.run(folder, command.toArray(String[]::new));
            return ANSWER.matcher(result.output()).results().map(found -> found.group(1)).toList();
        };
    }

    private void write() throws IOException {
        for (int i = 0; i < OBJECTS; i++) {
            try (var out = Files.newOutputStream(file(i))) {
                Part10.write(out, Samples.ct(i), Samples.EXPLICIT);
            }
        }
    }

    private Path file(int number) {
        return folder.resolve("ct%02d.dcm".formatted(number));
    }
}
