// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/**
 * A title that may open associations, and from where.
 *
 * @param host a name or an address; {@code *} is any
 */
public record AllowedCaller(AETitle aeTitle, String host) {

    public static final String ANY_HOST = "*";

    public AllowedCaller {
        host = host.strip();
        if (host.isEmpty()) {
            throw new IllegalArgumentException(
                    "Caller %s has no host; write * for any".formatted(aeTitle));
        }
    }
}
