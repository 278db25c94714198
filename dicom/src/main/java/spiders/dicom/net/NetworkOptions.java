// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long each wait may last and how large things may be; every wait ends.
 *
 * @param connectTimeout TCP connection
 * @param associationTimeout TLS handshake and A-ASSOCIATE exchange as a whole, and the ARTIM timer
 *     (PS3.8 section 9.1.5)
 * @param responseTimeout from the end of a request, or from a pending response, to the next
 *     response
 * @param idleTimeout a provider's wait for the next request
 * @param readTimeout a wait for more bytes once a message has begun
 * @param writeTimeout a wait for the peer to take what we send
 * @param releaseTimeout a wait for the A-RELEASE response, and for the close after an abort
 * @param maxPDULength what we announce to receive, 64 bytes and more; larger P-DATA-TF are refused;
 *     0 announces no limit, and takes any
 * @param maxIdentifierLength bytes of a query identifier or match kept in memory
 * @param drainLimit bytes of a data set read and dropped when a handler did not want them; beyond
 *     it the association is aborted
 * @param tls what TLS needs, {@link TLS#none()} where no peer uses it
 */
public record NetworkOptions(
        Duration connectTimeout,
        Duration associationTimeout,
        Duration responseTimeout,
        Duration idleTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        Duration releaseTimeout,
        int maxPDULength,
        int maxIdentifierLength,
        long drainLimit,
        TLS tls) {

    private static final int MIN_PDU_LENGTH = 64;

    public NetworkOptions {
        requirePositive(connectTimeout, "connectTimeout");
        requirePositive(associationTimeout, "associationTimeout");
        requirePositive(responseTimeout, "responseTimeout");
        requirePositive(idleTimeout, "idleTimeout");
        requirePositive(readTimeout, "readTimeout");
        requirePositive(writeTimeout, "writeTimeout");
        requirePositive(releaseTimeout, "releaseTimeout");
        if (maxPDULength != 0 && maxPDULength < MIN_PDU_LENGTH) {
            throw new IllegalArgumentException(
                    "maxPDULength %d is neither 0 nor %d and more"
                            .formatted(maxPDULength, MIN_PDU_LENGTH));
        }
        if (maxIdentifierLength < 1 || drainLimit < 0) {
            throw new IllegalArgumentException("A limit of NetworkOptions is negative");
        }
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0
                || duration.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "%s %s is not 1 ms to 1 day".formatted(name, duration));
        }
    }

    /** For a hospital's network, without TLS. */
    public static NetworkOptions defaults() {
        return new NetworkOptions(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                256 << 10,
                4 << 20,
                1L << 30,
                TLS.none());
    }

    public NetworkOptions withConnectTimeout(Duration value) {
        return changed(draft -> draft.connectTimeout = value);
    }

    public NetworkOptions withAssociationTimeout(Duration value) {
        return changed(draft -> draft.associationTimeout = value);
    }

    public NetworkOptions withResponseTimeout(Duration value) {
        return changed(draft -> draft.responseTimeout = value);
    }

    public NetworkOptions withIdleTimeout(Duration value) {
        return changed(draft -> draft.idleTimeout = value);
    }

    public NetworkOptions withReadTimeout(Duration value) {
        return changed(draft -> draft.readTimeout = value);
    }

    public NetworkOptions withWriteTimeout(Duration value) {
        return changed(draft -> draft.writeTimeout = value);
    }

    public NetworkOptions withReleaseTimeout(Duration value) {
        return changed(draft -> draft.releaseTimeout = value);
    }

    public NetworkOptions withMaxPDULength(int value) {
        return changed(draft -> draft.maxPDULength = value);
    }

    public NetworkOptions withMaxIdentifierLength(int value) {
        return changed(draft -> draft.maxIdentifierLength = value);
    }

    public NetworkOptions withDrainLimit(long value) {
        return changed(draft -> draft.drainLimit = value);
    }

    public NetworkOptions withTLS(TLS value) {
        return changed(draft -> draft.tls = value);
    }

    private NetworkOptions changed(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The values of options to be, so that each method above names its own alone. */
    private static final class Draft {

        private Duration connectTimeout;
        private Duration associationTimeout;
        private Duration responseTimeout;
        private Duration idleTimeout;
        private Duration readTimeout;
        private Duration writeTimeout;
        private Duration releaseTimeout;
        private int maxPDULength;
        private int maxIdentifierLength;
        private long drainLimit;
        private TLS tls;

        Draft(NetworkOptions options) {
            connectTimeout = options.connectTimeout;
            associationTimeout = options.associationTimeout;
            responseTimeout = options.responseTimeout;
            idleTimeout = options.idleTimeout;
            readTimeout = options.readTimeout;
            writeTimeout = options.writeTimeout;
            releaseTimeout = options.releaseTimeout;
            maxPDULength = options.maxPDULength;
            maxIdentifierLength = options.maxIdentifierLength;
            drainLimit = options.drainLimit;
            tls = options.tls;
        }

        NetworkOptions options() {
            return new NetworkOptions(
                    connectTimeout,
                    associationTimeout,
                    responseTimeout,
                    idleTimeout,
                    readTimeout,
                    writeTimeout,
                    releaseTimeout,
                    maxPDULength,
                    maxIdentifierLength,
                    drainLimit,
                    tls);
        }
    }
}
