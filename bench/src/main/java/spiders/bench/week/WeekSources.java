// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import spiders.dicom.data.UID;
import spiders.region.Source;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsObject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The PACS of the week, on the loopback, in which examinations appear when they are made. */
final class WeekSources implements AutoCloseable {

    /** What a search waits for a source, on the machine's clock. */
    static final Duration PATIENCE = Duration.ofMillis(400);

    private final WeekScale scale;
    private final Path folder;
    private final Map<Temper, Pacs> pacs = new EnumMap<>(Temper.class);

    private WeekSources(WeekScale scale, Path folder) {
        this.scale = scale;
        this.folder = folder;
    }

    /** Starts those of the scale, each with what was made before the week. */
    static WeekSources start(WeekScale scale, WeekPlan plan, Path folder) throws IOException {
        var sources = new WeekSources(scale, folder);
        for (var temper : scale.sources()) {
            var old = folder.resolve(temper.id());
            for (var exam : plan.exams()) {
                if (exam.source() == temper && exam.made().isBefore(scale.start())) {
                    exam.write(old, scale.objects());
                }
            }
            sources.pacs.put(temper, Pacs.start(temper.title(), Files.createDirectories(old)));
        }
        return sources;
    }

    /** As the hub is told of them. */
    List<Source> described() {
        return scale.sources().stream()
                .map(temper ->
                        Source.named(temper.id(), temper.title())
                                .dimse(of(temper).node())
                                .issuer(Person.AUTHORITY)
                                .patience(PATIENCE)
                                .windows(temper.windows(scale.bytes()))
                                .telephone("03 00 00 00 00")
                                .build())
                .toList();
    }

    /** An examination has been made. */
    void made(Exam exam) {
        try {
            var fresh = folder.resolve(exam.source().id() + "-fresh");
            for (var file : exam.write(fresh, scale.objects())) {
                of(exam.source()).add(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source changes; what hangs is let go, as by a machine that starts again. */
    void turn(Temper temper, Fault fault) {
        of(temper).fault(fault);
        if (!(fault instanceof Fault.Silent)) {
            of(temper).cutConnections();
        }
    }

    Pacs of(Temper temper) {
        var found = pacs.get(temper);
        if (found == null) {
            throw new IllegalArgumentException("No source is " + temper);
        }
        return found;
    }

    /** The objects of a study at its source. */
    Map<UID, PacsObject> objects(Temper temper, UID study) {
        var objects = new TreeMap<UID, PacsObject>(Comparator.comparing(UID::value));
        for (var object : of(temper).objects()) {
            if (object.studyInstanceUID().equals(study)) {
                objects.put(object.sopInstanceUID(), object);
            }
        }
        return objects;
    }

    @Override
    public void close() throws IOException {
        for (var one : pacs.values()) {
            one.close();
        }
    }
}
