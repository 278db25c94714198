// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/** What became of an object that was handed to the archive. */
public sealed interface Ingested {

    /** The object is on disk and in the index: both survive a power cut from now on. */
    record Stored(StoredInstance instance) implements Ingested {}

    /** The archive held the same object already; nothing was written. */
    record AlreadyThere(StoredInstance instance) implements Ingested {}

    /**
     * The object is on disk, but another content is served under its SOP Instance UID; a person
     * will choose ({@link Duplicates#KEEP_APART}).
     */
    record KeptApart(StoredInstance instance) implements Ingested {}

    /** The object is not kept. The message names no patient. */
    record Refused(Refusal reason, String message) implements Ingested {}
}
