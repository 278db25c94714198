// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import spiders.archive.KeptStudy;
import spiders.archive.RemovalCause;

import java.time.Instant;

/** Whether and when a study leaves the archive by itself. */
public sealed interface Departure {

    /** No rule concerns it. */
    record Never() implements Departure {}

    /** Rules concern it, but a person keeps it. */
    record Kept(KeptStudy by) implements Departure {}

    /** From this moment on it may be removed. */
    record At(Instant when, RemovalCause cause) implements Departure {}
}
