// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.regex.Pattern;

/**
 * How a board stands in the national directory of boards; the national document names it so. Any
 * part may be empty, and is then said to be unknown there.
 *
 * @param finess of the establishment that organises the board, 9 characters
 * @param address of that establishment
 * @param network the regional network of oncology, its identifier there
 * @param networkName such as {@code DSRC Hauts-de-France}
 * @param manager the centre that manages the board (3C), its identifier there
 * @param managerName as people read it
 * @param board its own identifier there
 */
public record DirectoryEntry(
        String finess,
        String address,
        String network,
        String networkName,
        String manager,
        String managerName,
        String board) {

    private static final Pattern FINESS = Pattern.compile("|[0-9][0-9AB][0-9]{7}");

    /** Nothing is known of it. */
    public static final DirectoryEntry NONE = new DirectoryEntry("", "", "", "", "", "", "");

    public DirectoryEntry {
        address = Texts.line(address);
        network = Texts.line(network);
        networkName = Texts.line(networkName);
        manager = Texts.line(manager);
        managerName = Texts.line(managerName);
        board = Texts.line(board);
        if (!FINESS.matcher(finess).matches()) {
            throw new IllegalArgumentException("a FINESS number has 9 characters");
        }
    }
}
