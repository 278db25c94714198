// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/** Is told of each object after it is stored, on the thread that stored it; it must be quick. */
@FunctionalInterface
public interface StoredListener {

    /** Not called for an object that was already there. */
    void stored(Origin origin, StoredInstance instance);
}
