// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

import spiders.archive.objects.StoredObjects;
import spiders.archive.store.VerificationTable;
import spiders.archive.store.VerificationTable.Indexed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The objects that a snapshot names, from the archive into the backup. */
final class ObjectCopies {

    /** Objects at once: each waits for its sync most of the time. */
    private static final int AT_ONCE = 4;

    private final Vault vault;
    private final StoredObjects objects;
    private final VerificationTable index;
    private final Backup.Progress progress;

    /** What has been done. */
    record Result(Manifest.Objects listed, long copied, long copiedBytes) {}

    /** What became of one object. */
    private sealed interface Outcome {
        record There() implements Outcome {}

        record Copied(long bytes) implements Outcome {}

        record Absent(String reason) implements Outcome {}
    }

    /** The archive's own file is not what its index says; ends the writing of its copy. */
    private static final class NotWholeException extends IOException {

        NotWholeException(String reason) {
            super(reason);
        }
    }

    ObjectCopies(
            Vault vault, StoredObjects objects, VerificationTable index, Backup.Progress progress) {
        this.vault = vault;
        this.objects = objects;
        this.index = index;
        this.progress = progress;
    }

    /** How an object is called, in the store and in the backup. */
    static String name(Indexed object) {
        return object.shelf() + "/" + object.location().fileName();
    }

    static long length(Indexed object) {
        return object.dataOffset() + object.length();
    }

    /** Counts them alone. */
    Result nameAll() {
        long count = 0;
        long bytes = 0;
        for (var pages = new ObjectPages(index); pages.hasNext(); ) {
            var page = pages.next();
            count += page.size();
            bytes += page.stream().mapToLong(ObjectCopies::length).sum();
        }
        return new Result(new Manifest.Objects(false, count, bytes, List.of()), 0, 0);
    }

    /** Copies those that the backup has not. */
    Result copyAll() throws IOException, InterruptedException {
        long all = index.instances() + index.setAside();
        var tally = new Tally();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var pages = new ObjectPages(index); pages.hasNext(); ) {
                var page = pages.next();
                tally.add(page, outcomes(page, threads));
                for (var shelf : tally.takeTouched()) {
                    syncUpTo(shelf);
                }
                progress.at("objects", tally.count, Math.max(all, tally.count));
            }
        }
        return tally.result();
    }

    /** The shelf's folder, and those above it, which may be new. */
    private void syncUpTo(String shelf) throws IOException {
        for (var folder = Path.of(BackupFolder.objectFile(shelf));
                folder != null;
                folder = folder.getParent()) {
            vault.syncFolder(folder.toString());
        }
    }

    private List<Outcome> outcomes(List<Indexed> page, ExecutorService threads)
            throws IOException, InterruptedException {
        var tasks = page.stream().<Callable<Outcome>>map(object -> () -> copy(object)).toList();
        var outcomes = new ArrayList<Outcome>();
        for (var future : threads.invokeAll(tasks)) {
            outcomes.add(outcome(future));
        }
        return outcomes;
    }

    private static Outcome outcome(Future<Outcome> future)
            throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case DamagedException damaged -> throw damaged;
                case null, default -> throw new IOException("An object is not copied", e);
            }
        }
    }

    private Outcome copy(Indexed object) throws IOException {
        var file = BackupFolder.objectFile(name(object));
        if (vault.has(file, length(object))) {
            return new Outcome.There();
        }
        try {
            long length = objects.length(object.location());
            if (length != length(object)) {
                return new Outcome.Absent("it is damaged in the archive");
            }
            try (var in = objects.source(object.location()).open(0, length)) {
                vault.write(file, file, out -> checked(object, in, out));
            }
        } catch (NoSuchFileException e) {
            return new Outcome.Absent("the archive has lost it");
        } catch (NotWholeException e) {
            return new Outcome.Absent(String.valueOf(e.getMessage()));
        }
        readBack(object);
        return new Outcome.Copied(length(object));
    }

    private static void checked(Indexed object, InputStream in, OutputStream out)
            throws IOException {
        var counting = new Counting(object.dataOffset());
        counting.reading(in).transferTo(out);
        if (!isWhole(object, counting)) {
            throw new NotWholeException("it is damaged in the archive");
        }
    }

    private static boolean isWhole(Indexed object, Counting read) {
        return read.bytes() == length(object) && read.sha256().equals(object.sha256());
    }

    private void readBack(Indexed object) throws IOException {
        copyTo(vault, object, OutputStream.nullOutputStream());
    }

    /** Decrypts the copy of an object; it is what the index says, or this throws. */
    static void copyTo(Vault vault, Indexed object, OutputStream out) throws IOException {
        var file = BackupFolder.objectFile(name(object));
        var counting = new Counting(object.dataOffset());
        try (var in = vault.read(file, file)) {
            counting.reading(in).transferTo(out);
        }
        if (!isWhole(object, counting)) {
            throw new DamagedException(file, "is not the object that the rows name");
        }
    }

    /** Adds outcomes up. */
    private static final class Tally {

        private static final int NAMED = 1000;

        private final List<String> absent = new ArrayList<>();
        private final Set<String> touched = new HashSet<>();
        private long count;
        private long bytes;
        private long copied;
        private long copiedBytes;

        void add(List<Indexed> page, List<Outcome> outcomes) {
            for (int i = 0; i < page.size(); i++) {
                add(page.get(i), outcomes.get(i));
            }
        }

        private void add(Indexed object, Outcome outcome) {
            count++;
            bytes += length(object);
            switch (outcome) {
                case Outcome.There() -> {}
                case Outcome.Copied(long length) -> {
                    copied++;
                    copiedBytes += length;
                    touched.add(object.shelf());
                }
                case Outcome.Absent(var reason) -> {
                    if (absent.size() < NAMED) {
                        absent.add(name(object) + ": " + reason);
                    }
                }
            }
        }

        Set<String> takeTouched() {
            var taken = Set.copyOf(touched);
            touched.clear();
            return taken;
        }

        Result result() {
            return new Result(
                    new Manifest.Objects(true, count, bytes, absent), copied, copiedBytes);
        }
    }
}
