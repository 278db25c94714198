// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.time.Instant;

/** Whether the images of a case were read before its session. */
public sealed interface PreReadStatus {

    /** Nobody wrote anything. */
    record None() implements PreReadStatus {}

    /** A note is being written; none is signed. */
    record Draft(String writerName, Instant at) implements PreReadStatus {}

    /**
     * A note is signed.
     *
     * @param signerName who signed the newest
     * @param isBeingAmended whether a further version is being written
     */
    record Signed(String signerName, Instant at, boolean isBeingAmended) implements PreReadStatus {}
}
