// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

/** What stands at a place of the chain. */
public sealed interface ChainEntry {

    /** What ties it to the one before. */
    ChainLink link();

    /** The id of the record that the place is for. */
    long id();

    /** A record, as it is now. */
    record Whole(ChainLink link, AuditRecord record) implements ChainEntry {

        @Override
        public long id() {
            return record.id();
        }
    }

    /** A place whose record is gone. */
    record Lost(ChainLink link, long id) implements ChainEntry {}

    /** A place whose record is such as no hub writes. */
    record Malformed(ChainLink link, long id, String why) implements ChainEntry {}
}
