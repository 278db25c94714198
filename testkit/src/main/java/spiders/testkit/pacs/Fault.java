// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import java.time.Duration;

/** How a PACS misbehaves. */
public sealed interface Fault {

    /** Not at all. */
    record None() implements Fault {}

    /** Accepts connections, then says nothing and reads nothing; the same for the web. */
    record Silent() implements Fault {}

    /**
     * Thinks before each answer to a search and each retrieval, and sends slowly.
     *
     * @param bytesPerSecond of one connection; 0 for no limit
     */
    record Slow(Duration delay, long bytesPerSecond) implements Fault {

        public Slow {
            if (delay.isNegative() || bytesPerSecond < 0) {
                throw new IllegalArgumentException("A slowness below nothing");
            }
        }
    }

    /**
     * Breaks the connection once it has sent this many objects since the fault was set.
     *
     * @param times how often it does so, counting again from zero each time
     */
    record Abort(int objects, int times) implements Fault {

        public Abort {
            if (objects < 0 || times < 1) {
                throw new IllegalArgumentException("Abort after %d objects".formatted(objects));
            }
        }

        public Abort(int objects) {
            this(objects, Integer.MAX_VALUE);
        }
    }

    /** Rejects every association (calling AE title not recognised), answers 403 on the web. */
    record Refuse() implements Fault {}

    /** Says that each study and series has this many instances more than it has. */
    record WrongCounts(int difference) implements Fault {}

    /** Cannot send the first this many objects of each retrieval. */
    record FailedObjects(int objects) implements Fault {}

    /** Sends each object without the last bytes of its data set. */
    record Truncated(int missingBytes) implements Fault {}

    /** Answers no search at the image level. */
    record NoImageLevel() implements Fault {}
}
