// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/**
 * A tumour board or a staff: who meets about which organ, and what imaging it wants to see.
 *
 * @param centre the establishment that organises it, as a user reads it
 * @param rule the version in force
 */
public record Board(
        BoardId id,
        String name,
        String organ,
        BoardKind kind,
        BoardType type,
        String centre,
        ImagingRule rule) {

    public Board {
        if (name.isBlank() || name.length() > 120) {
            throw new IllegalArgumentException("a board's name is 1 to 120 characters");
        }
    }

    Board withRule(ImagingRule other) {
        return new Board(id, name, organ, kind, type, centre, other);
    }
}
