// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.link;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A link between a hub's network and a hospital's, through which this process carries each IP
 * packet at the rate, with the delay and the loss that are asked for, or not at all. Congestion
 * control is CUBIC on both sides, whatever the machine has chosen, as on most.
 */
public final class BadLink implements AutoCloseable {

    /** Addresses of the network that is set apart for measurements (RFC 2544, RFC 6890). */
    public static final String HUB = "198.18.0.1";

    public static final String HOSPITAL = "198.18.0.2";

    private static final String NETWORK = "198.18.0.0/30";
    private static final String DEVICE = "spiderslink";
    private static final int MOST = 65_536;
    private static final String MTU = "1500";
    private static final String QUEUE = "4000"; // Packets: the room of the link is ours to limit.

    private final Arena arena = Arena.ofShared();
    private final int[] files;
    private final Direction up;
    private final Direction down;
    private final List<Thread> threads;

    /**
     * What went one way.
     *
     * @param bytes of IP packets that arrived
     * @param lost packets, by chance or by a cut
     * @param crowdedOut packets for which the queue had no room
     */
    public record Traffic(long bytes, long lost, long crowdedOut) {}

    /** Lays a link; the same seed loses the same packets of the same sequence. */
    public static BadLink between(
            NetworkNamespace hub, NetworkNamespace hospital, Quality quality, long seed)
            throws IOException, InterruptedException {
        int atHub = end(hub, HUB);
        int atHospital = end(hospital, HOSPITAL);
        return new BadLink(atHub, atHospital, quality, seed);
    }

    private static int end(NetworkNamespace where, String address)
            throws IOException, InterruptedException {
        int file = where.call(() -> Syscalls.tun(DEVICE));
        where.run("ip", "address", "add", address + "/30", "dev", DEVICE);
        where.run("ip", "link", "set", DEVICE, "mtu", MTU, "txqueuelen", QUEUE, "up");
        where.run(
                "ip", "route", "replace", NETWORK, "dev", DEVICE, "src", address, "congctl",
                "cubic");
        return file;
    }

    private BadLink(int atHub, int atHospital, Quality quality, long seed) {
        this.files = new int[] {atHub, atHospital};
        var hub = new Syscalls.Packets(atHub, arena, MOST);
        var hospital = new Syscalls.Packets(atHospital, arena, MOST);
        var random = new SplittableRandom(seed);
        this.up = new Direction(hospital, hub, quality, random.split());
        this.down = new Direction(hub, hospital, quality, random.split());
        this.threads =
                Stream.<Runnable>of(up::take, up::deliver, down::take, down::deliver)
                        .map(work -> Thread.ofPlatform().daemon().name(DEVICE).start(work))
                        .toList();
    }

    /** Is as good as this from now on. */
    public void quality(Quality other) {
        up.quality(other);
        down.quality(other);
    }

    /** Carries nothing while it is cut, and tells nobody: what is under way is lost. */
    public void cut(boolean isCut) {
        up.cut(isCut);
        down.cut(isCut);
    }

    /** What went from the hospital to the hub. */
    public Traffic up() {
        return new Traffic(up.carried(), up.lost(), up.crowdedOut());
    }

    /** What went from the hub to the hospital. */
    public Traffic down() {
        return new Traffic(down.carried(), down.lost(), down.crowdedOut());
    }

    @Override
    public void close() throws IOException {
        up.close();
        down.close();
        boolean interrupted = false;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        for (int file : files) {
            Syscalls.close(file);
        }
        arena.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
