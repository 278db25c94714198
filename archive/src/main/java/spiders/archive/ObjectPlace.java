// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** Where the archive keeps objects. */
public sealed interface ObjectPlace {

    /** A folder of a disk; nodes may share it, each under its own name. */
    record Folder(Path folder) implements ObjectPlace {}

    /**
     * A bucket of an S3-compatible store; nodes may share it, each under its own name.
     *
     * @param spool a local folder of this process alone, where an object is until the store has it
     * @param patience for how long a request is tried again
     */
    record Bucket(Address address, Keys keys, Trust trust, Path spool, Duration patience)
            implements ObjectPlace {

        public Bucket {
            if (patience.isNegative()) {
                throw new IllegalArgumentException("Patience is not negative");
            }
        }
    }

    /**
     * Where a bucket is.
     *
     * @param endpoint the root of the store: https, or http on this machine alone
     * @param prefix what every key begins with, without a slash at its ends; may be empty
     * @param isPathStyle whether the bucket is named in the path and not in the host
     */
    record Address(URI endpoint, String region, String bucket, String prefix, boolean isPathStyle) {

        private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
        private static final Pattern PREFIX =
                Pattern.compile("([A-Za-z0-9._-]{1,64}(/[A-Za-z0-9._-]{1,64}){0,7})?");

        public Address {
            if (!isSecret(endpoint)) {
                throw new IllegalArgumentException(
                        "%s is not an https address, nor http on this machine".formatted(endpoint));
            }
            if (endpoint.getRawUserInfo() != null || endpoint.getRawQuery() != null) {
                throw new IllegalArgumentException("An endpoint has no password and no query");
            }
            if (region.isBlank()) {
                throw new IllegalArgumentException("A region has a name");
            }
            if (!BUCKET.matcher(bucket).matches()) {
                throw new IllegalArgumentException("\"%s\" names no bucket".formatted(bucket));
            }
            if (!PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException(
                        "\"%s\" is not words with slashes between".formatted(prefix));
            }
        }

        private static boolean isSecret(URI endpoint) {
            var host = endpoint.getHost();
            var scheme = endpoint.getScheme();
            if (host == null || scheme == null) {
                return false;
            }
            return scheme.equals("https") || (scheme.equals("http") && isLoopback(host));
        }

        private static boolean isLoopback(String host) {
            try {
                return InetAddress.getByName(host).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }

    /** Who we are to the store: files that hold one line each. */
    record Keys(Path accessKeyFile, Path secretKeyFile) {}

    /** Whose certificates are believed for https. */
    sealed interface Trust {

        /** Those that Java knows. */
        record OfPublic() implements Trust {}

        /** The authorities of a PEM file, these alone. */
        record OfFile(Path authorities) implements Trust {}
    }
}
