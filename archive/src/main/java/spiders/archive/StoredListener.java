// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/**
 * Is told of each object after it is stored, on the thread that stored it, and of what becomes of
 * the others; it must be quick.
 */
@FunctionalInterface
public interface StoredListener {

    /** Not called for an object that was already there. */
    void stored(Origin origin, StoredInstance instance);

    /** An object was refused, which may come again. */
    default void refused(Origin origin, Refusal reason) {}

    /** So many objects became durable in the index together. */
    default void committed(int objects) {}
}
