// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import spiders.dicom.data.UID;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens objects to be sent, counts them, and spoils what the fault says. */
final class Sending {

    private static final long CUT_MILLIS = 80;
    private static final int BUFFER = 128 * 1024;

    private final List<Wire> wires = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<UID, Integer> sendings = new ConcurrentHashMap<>();
    private final AtomicInteger sinceFault = new AtomicInteger();
    private final AtomicInteger aborts = new AtomicInteger();
    private volatile Fault fault;

    Sending(Fault fault) {
        this.fault = fault;
    }

    /** A wire that an abort cuts. */
    void cuts(Wire wire) {
        wires.add(wire);
    }

    Fault fault() {
        return fault;
    }

    void fault(Fault value) {
        sinceFault.set(0);
        aborts.set(0);
        fault = value;
    }

    int sent() {
        return sent.get();
    }

    Map<UID, Integer> sendings() {
        return Map.copyOf(sendings);
    }

    /** Waits as long as a slow PACS thinks. */
    void think() {
        if (fault instanceof Fault.Slow slow) {
            pause(slow.delay().toMillis());
        }
    }

    /** Opens the data set of the object at a place of its retrieval. */
    InputStream dataSet(PacsObject object, int place) throws IOException {
        return open(object, place, object.dataSetOffset());
    }

    /** Opens the whole file. */
    InputStream file(PacsObject object, int place) throws IOException {
        return open(object, place, 0);
    }

    private InputStream open(PacsObject object, int place, long offset) throws IOException {
        var now = fault;
        if (now instanceof Fault.FailedObjects failed && place < failed.objects()) {
            throw new IOException("The object cannot be read, as the test wants it");
        }
        if (now instanceof Fault.Abort abort && aborts.get() < abort.times()) {
            if (sinceFault.get() >= abort.objects()) {
                sinceFault.set(0);
                aborts.incrementAndGet();
                pause(CUT_MILLIS);
                wires.forEach(Wire::cut);
                throw new IOException("The connection was cut, as the test wants it");
            }
        }
        sinceFault.incrementAndGet();
        sent.incrementAndGet();
        sendings.merge(object.sopInstanceUID(), 1, Integer::sum);
        var in = Files.newInputStream(object.file());
        in.skipNBytes(offset);
        var whole = new BufferedInputStream(in, BUFFER);
        return now instanceof Fault.Truncated truncated
                ? new Shortened(
                        whole, Files.size(object.file()) - offset - truncated.missingBytes())
                : whole;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first bytes of a stream. */
    private static final class Shortened extends FilterInputStream {

        private long left;

        Shortened(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? in.read() : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
