// SPDX-License-Identifier: Apache-2.0
package spiders.edge.spool;

import spiders.dicom.net.StoreRequest;
import spiders.retrieval.edge.EdgeJson;
import spiders.retrieval.edge.EdgeTask;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A folder of objects on their way: {@code TASK/task.json}, and beside it an object a file, {@code
 * UID-DIGEST.object}, which has that name only once it is whole and on the disk. What a killed
 * process was writing has another, and goes at the next start.
 */
public final class Spool implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String TASK = "task.json";
    private static final String WHOLE = ".object";
    private static final String BEGUN = ".begun";
    private static final int MARK = 16;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Path folder;
    private final long limit;
    private final FileChannel lock;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();

    /** A task of an earlier run, and what it had brought. */
    public record Left(EdgeTask task, List<SpooledObject> objects) {

        public Left {
            objects = List.copyOf(objects);
        }
    }

    /**
     * Opens a folder, made if it is not there, for this process alone and no other user's eyes.
     *
     * @param limit bytes that it holds before new objects wait; one is taken though it passes it
     * @throws IOException when it cannot be used, or another edge uses it
     */
    public static Spool open(Path folder, long limit) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return new Spool(folder, limit, locked(folder));
    }

    private static FileChannel locked(Path folder) throws IOException {
        var file =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return file;
            }
        } catch (OverlappingFileLockException _) {
            // Of this very process, and all the same another's.
        }
        file.close();
        throw new IOException("the spool %s is another edge's that runs".formatted(folder));
    }

    private Spool(Path folder, long limit, FileChannel lock) {
        this.folder = folder;
        this.limit = limit;
        this.lock = lock;
    }

    /** The bytes of whole objects. */
    public long held() {
        return held.get();
    }

    /** What earlier runs left; asked once, before anything is taken. */
    public List<Left> left() throws IOException {
        var found = new ArrayList<Left>();
        for (var task : children(folder)) {
            if (Files.isDirectory(task)) {
                found.addAll(left(task));
            }
        }
        return found;
    }

    /** None where the task cannot be read: the hub will give it once more. */
    private List<Left> left(Path place) throws IOException {
        var objects = new ArrayList<SpooledObject>();
        EdgeTask task;
        try {
            task = EdgeJson.read(Files.readString(place.resolve(TASK)), EdgeTask.class);
        } catch (IOException | IllegalArgumentException e) {
            removeFolder(place);
            return List.of();
        }
        for (var file : children(place)) {
            if (file.toString().endsWith(WHOLE)) {
                Footer.read(file)
                        .map(footer -> footer.object(file, task.id(), true))
                        .ifPresent(objects::add);
            } else if (file.toString().endsWith(BEGUN)) {
                Files.delete(file);
            }
        }
        objects.forEach(object -> held.addAndGet(object.length()));
        return List.of(new Left(task, objects));
    }

    /** Notes a task before anything is fetched for it. */
    public void begin(EdgeTask task) throws IOException {
        var place = place(task.id());
        Files.createDirectories(place);
        var beside = place.resolve(TASK + BEGUN);
        Files.writeString(beside, EdgeJson.write(task));
        try (var file = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(beside, place.resolve(TASK), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Takes an object as it comes; when this returns it is on the disk. While the spool is full it
     * waits, and the source with it.
     *
     * @throws SpoolFullException when that does not end
     */
    public SpooledObject take(UUID task, StoreRequest request, InputStream dataSet)
            throws IOException, InterruptedException {
        awaitRoom();
        var place = place(task);
        var name = request.sopInstanceUID().value();
        var writing = place.resolve("%s.%d%s".formatted(name, begun.incrementAndGet(), BEGUN));
        try {
            var footer = Footer.write(writing, request, dataSet);
            // Two objects may call themselves by one UID: each is the hub's to judge.
            var mark = footer.sha256().substring(0, MARK);
            var whole = place.resolve("%s-%s%s".formatted(name, mark, WHOLE));
            synchronized (this) {
                boolean isNew = !Files.exists(whole);
                Files.move(writing, whole, StandardCopyOption.ATOMIC_MOVE);
                if (isNew) {
                    held.addAndGet(footer.length());
                }
            }
            return footer.object(whole, task, false);
        } finally {
            Files.deleteIfExists(writing);
        }
    }

    private void awaitRoom() throws InterruptedException, SpoolFullException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (held.get() >= limit) {
            if (System.nanoTime() >= end) {
                throw new SpoolFullException(limit);
            }
            Thread.sleep(LOOK);
        }
    }

    /** Whether more can be taken now. */
    public boolean isFull() {
        return held.get() >= limit;
    }

    /** The object is at the hub, or wanted no more. */
    public synchronized void remove(SpooledObject object) throws IOException {
        if (Files.deleteIfExists(object.file())) {
            held.addAndGet(-object.length());
        }
    }

    /** The task is answered, or wanted no more. */
    public synchronized void remove(UUID task) throws IOException {
        var place = place(task);
        if (!Files.isDirectory(place)) {
            return;
        }
        for (var file : children(place)) {
            if (file.toString().endsWith(WHOLE)) {
                var footer = Footer.read(file);
                if (Files.deleteIfExists(file)) {
                    footer.ifPresent(object -> held.addAndGet(-object.length()));
                }
            }
        }
        removeFolder(place);
    }

    /** Leaves the folder to the next process. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static void removeFolder(Path place) throws IOException {
        for (var file : children(place)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(place);
    }

    private Path place(UUID task) {
        return folder.resolve(task.toString());
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
