// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import spiders.demo.imaging.Catalogue;
import spiders.demo.imaging.Examination;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/** The folders of the demonstration's PACS: made once, then used again. */
final class DemoData {

    /** Raise it when what is made changes, so that older folders are made anew. */
    private static final String VERSION = "1";

    private static final int BUFFER = 1 << 20;

    private final Path root;

    DemoData(Path root) {
        this.root = root;
    }

    Path lille() {
        return root.resolve("lille");
    }

    Path amiens() {
        return root.resolve("amiens");
    }

    Path lens() {
        return root.resolve("lens");
    }

    private Path marker() {
        return root.resolve("complete-" + VERSION);
    }

    boolean isComplete() {
        return Files.exists(marker());
    }

    /** The day from which the examinations' dates count back. */
    LocalDate day() throws IOException {
        return LocalDate.parse(Files.readString(marker()).strip());
    }

    /** Makes all objects, on every core; {@code progress} is told how many are done. */
    void make(LocalDate today, IntConsumer progress) throws IOException, InterruptedException {
        clear();
        var catalogue = new Catalogue(today);
        var tasks = new ArrayList<Callable<Path>>();
        add(tasks, lille(), catalogue.currentCT());
        add(tasks, lens(), catalogue.priorCT());
        add(tasks, amiens(), catalogue.pelvicMR());
        add(tasks, lille(), catalogue.homonymCT());
        add(tasks, amiens(), catalogue.petCT());
        add(tasks, lens(), catalogue.radiotherapy());
        add(tasks, lille(), catalogue.mammography());
        add(tasks, lens(), catalogue.echocardiography());
        add(tasks, lille(), catalogue.oldCT());
        add(tasks, lens(), catalogue.misspeltCT());
        run(tasks, progress);
        share(catalogue.currentCT(), lille(), amiens());
        Files.writeString(marker(), today.toString());
    }

    /** How many objects {@link #make} makes. */
    static final int OBJECTS = 320 + 212 + 114 + 32 + 316 + 91 + 4 + 1 + 30 + 34;

    private void clear() throws IOException {
        if (Files.exists(root)) {
            try (var files = Files.walk(root)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path folder(Path pacs, Examination examination) {
        return pacs.resolve(examination.study().name());
    }

    private static void add(List<Callable<Path>> tasks, Path pacs, Examination examination)
            throws IOException {
        var folder = Files.createDirectories(folder(pacs, examination));
        for (var task : examination.objects()) {
            tasks.add(() -> write(folder, task));
        }
    }

    private static Path write(Path folder, Examination.Task task) throws Exception {
        var object = task.object().call();
        var name = object.uid(Tags.SOPInstanceUID).orElseThrow().value();
        var file = folder.resolve(name + ".dcm");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            Part10.write(out, object, task.transferSyntax());
        }
        return file;
    }

    private static void run(List<Callable<Path>> tasks, IntConsumer progress)
            throws IOException, InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        try (var executor = Executors.newFixedThreadPool(cores)) {
            CompletionService<Path> completion = new ExecutorCompletionService<>(executor);
            tasks.forEach(completion::submit);
            for (int done = 1; done <= tasks.size(); done++) {
                completion.take().get();
                progress.accept(done);
            }
        } catch (ExecutionException e) {
            throw new IOException("A synthetic object could not be written", e.getCause());
        }
    }

    /** A second PACS holds the same study: the same bytes on the disk, once. */
    private static void share(Examination examination, Path from, Path to) throws IOException {
        var target = Files.createDirectories(folder(to, examination));
        try (var files = Files.list(folder(from, examination))) {
            files.forEach(file -> link(target.resolve(file.getFileName()), file));
        }
    }

    private static void link(Path link, Path file) {
        try {
            Files.createLink(link, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
