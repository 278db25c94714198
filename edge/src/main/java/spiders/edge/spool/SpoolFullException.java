// SPDX-License-Identifier: Apache-2.0
package spiders.edge.spool;

import java.io.IOException;

/** The spool holds as much as it may, and nothing left it for a while. */
public final class SpoolFullException extends IOException {

    public SpoolFullException(long limit) {
        super("the spool holds its limit of %d bytes".formatted(limit));
    }
}
