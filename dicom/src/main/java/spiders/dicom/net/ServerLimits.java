// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/**
 * How much a server takes on at once.
 *
 * @param associations established ones; the next is rejected, local limit exceeded
 * @param associationsPerCaller of one calling AE title, so that none starves the others
 * @param silentConnections connections that have not yet asked for an association; at one more, the
 *     oldest is closed, so that a flood of silent ones keeps nobody out
 */
public record ServerLimits(int associations, int associationsPerCaller, int silentConnections) {

    public ServerLimits {
        if (associations < 1 || associationsPerCaller < 1 || silentConnections < 1) {
            throw new IllegalArgumentException("A server limit is less than 1");
        }
    }

    /** 200 associations, 50 of one caller, 2,000 silent connections. */
    public static ServerLimits defaults() {
        return new ServerLimits(200, 50, 2_000);
    }
}
