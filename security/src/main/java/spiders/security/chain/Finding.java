// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

/**
 * Something wrong with the audit.
 *
 * @param position in the chain, from where on; 0 where it has none
 * @param detail in words, without patient data
 */
public record Finding(Kind kind, long position, String detail) {

    /** What is wrong. */
    public enum Kind {
        /** A record, or its place, is not what was chained. */
        ALTERED,
        /** Places of the chain, or the record of one, are gone. */
        REMOVED,
        /** A place stands where another should: moved, or there twice. */
        OUT_OF_PLACE,
        /** A record was put in afterwards. */
        INSERTED,
        /** Something that SPIDERS does not write. */
        UNREADABLE,
        /** The chain ends before an anchor that says that it went further. */
        CUT,
        /** The chain was rewritten: an anchor holds another digest. */
        CONTRADICTED,
        /** An anchor's signature is not by the keys that were given. */
        FORGED
    }

    /** One line for people. */
    @Override
    public String toString() {
        return position == 0
                ? "%s: %s".formatted(kind, detail)
                : "%s at position %d: %s".formatted(kind, position, detail);
    }
}
