// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.link;

import java.time.Duration;

/**
 * How good a link is, each way alike.
 *
 * @param bitsPerSecond of IP packets
 * @param delay from one end to the other
 * @param loss the share of packets that are lost by chance, 0 to 1
 * @param queueBytes what waits to be sent before packets are lost for want of room
 */
public record Quality(long bitsPerSecond, Duration delay, double loss, int queueBytes) {

    public Quality {
        if (bitsPerSecond < 1 || delay.isNegative() || loss < 0 || loss > 1 || queueBytes < 1) {
            throw new IllegalArgumentException("no link: " + bitsPerSecond + " bit/s, " + delay);
        }
    }

    /** With room for what is under way in one round trip, the usual measure of a router. */
    public static Quality of(long bitsPerSecond, Duration delay, double loss) {
        double seconds = 2 * delay.toNanos() / 1e9;
        int room = (int) Math.max(64 << 10, bitsPerSecond / 8.0 * seconds);
        return new Quality(bitsPerSecond, delay, loss, room);
    }
}
