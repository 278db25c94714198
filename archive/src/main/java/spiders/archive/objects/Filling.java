// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The shelves that this process fills: one takes new files, and others wait for their last writers
 * before they are sealed. Safe for many threads.
 *
 * <p>A shelf's name holds the day by the clock, for who looks for it, and a random part that makes
 * it unique whatever the clock does; the register refuses a name that is taken.
 */
final class Filling {

    static final int SHELF_SIZE = 4096;

    private static final System.Logger LOG = System.getLogger(Filling.class.getName());

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");

    /** What shelves stand on. */
    interface Ground {

        /** Makes the place of a new shelf. */
        void lay(Shelf shelf) throws IOException;

        /** Sees to it that the next file of the shelf can be written. */
        void prepare(Shelf shelf) throws IOException;

        /** Removes what was prepared and not used. */
        void clear(Shelf shelf) throws IOException;
    }

    /** Opens a file of a shelf for writing. */
    interface Opening {
        ObjectWriter open(Shelf shelf, int file) throws IOException;
    }

    private final ShelfRegister register;
    private final String node;
    private final InstantSource clock;
    private final Ground ground;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Shelf> open = new HashMap<>();
    private final Queue<Integer> done = new ArrayDeque<>();
    private Shelf current;

    Filling(ShelfRegister register, String node, InstantSource clock, Ground ground)
            throws IOException {
        this.register = register;
        this.node = node;
        this.clock = clock;
        this.ground = ground;
        this.current = newShelf();
    }

    /** Opens the next file. */
    ObjectWriter begin(Opening opening) throws IOException {
        lock.lock();
        try {
            if (current.taken() == SHELF_SIZE) {
                var full = current;
                current = newShelf();
                endIfDone(full);
            }
            var shelf = current;
            ground.prepare(shelf);
            int file = shelf.take();
            boolean isOpened = false;
            try {
                var writer = opening.open(shelf, file);
                isOpened = true;
                return writer;
            } finally {
                if (!isOpened) {
                    shelf.release();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether new files go to this shelf. */
    boolean isCurrent(int shelf) {
        lock.lock();
        try {
            return current.number() == shelf;
        } finally {
            lock.unlock();
        }
    }

    /** A writer of the shelf has ended. */
    void released(Shelf shelf) {
        lock.lock();
        try {
            shelf.release();
            endIfDone(shelf);
        } finally {
            lock.unlock();
        }
    }

    private void endIfDone(Shelf shelf) {
        if (shelf != current && shelf.isIdle() && open.remove(shelf.number()) != null) {
            done.add(shelf.number());
        }
        sealDone();
    }

    /** A register that fails is asked again at the next end: the object itself has its answer. */
    private void sealDone() {
        try {
            for (var next = done.peek(); next != null; next = done.peek()) {
                register.seal(next);
                done.remove();
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A full shelf is sealed later", e);
        }
    }

    /** Seals the shelves that no writer uses any more. */
    void close() throws IOException {
        lock.lock();
        try {
            for (var shelf : open.values()) {
                if (shelf.isIdle()) {
                    ground.clear(shelf);
                    done.add(shelf.number());
                }
            }
            open.clear();
            sealDone();
        } finally {
            lock.unlock();
        }
    }

    private Shelf newShelf() throws IOException {
        var path =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).format(DAY)
                        + "/"
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        var shelf = new Shelf(register.open(path, node), path);
        ground.lay(shelf);
        open.put(shelf.number(), shelf);
        return shelf;
    }
}
