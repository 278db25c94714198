// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** Whether the audit's chain is anchored, and how that goes. */
public interface Anchoring {

    /** Makes the anchor that is due, and writes what the file of this node lacks. */
    void run();

    /** What came of the last run. */
    Trouble trouble();

    /** What an administrator has to know. */
    sealed interface Trouble {

        /** All is well. */
        record None() implements Trouble {}

        /** Anchors could not be written to the file, and are tried again. */
        record Unwritten(String why) implements Trouble {}

        /** The chain, or the table of anchors, is not what an anchor says: none is made. */
        record Broken(String why) implements Trouble {}
    }

    /** Where the configuration has no key to sign with. */
    static Anchoring none() {
        return new Anchoring() {
            @Override
            public void run() {}

            @Override
            public Trouble trouble() {
                return new Trouble.None();
            }
        };
    }
}
