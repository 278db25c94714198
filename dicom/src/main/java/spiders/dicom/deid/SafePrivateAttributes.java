// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.VR;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Private attributes known to identify nobody, by creator, group, and element within the block.
 *
 * @param attributes what is known, each with its VR
 */
public record SafePrivateAttributes(Map<Key, VR> attributes) {

    private static final SafePrivateAttributes STANDARD = standardTable();

    /**
     * A private attribute.
     *
     * @param creator what (gggg,00bb) holds
     * @param element the last two hexadecimal digits of the element number
     */
    public record Key(String creator, int group, int element) {}

    public SafePrivateAttributes {
        attributes = Map.copyOf(attributes);
    }

    /** The samples of PS3.15 Table E.3.10-1. */
    public static SafePrivateAttributes standard() {
        return STANDARD;
    }

    /** None: every private attribute goes, unless the object itself declares it safe. */
    public static SafePrivateAttributes none() {
        return new SafePrivateAttributes(Map.of());
    }

    /** Returns a list with one attribute more. */
    public SafePrivateAttributes with(String creator, int group, int element, VR vr) {
        var more = new HashMap<>(attributes);
        more.put(new Key(creator, group, element), vr);
        return new SafePrivateAttributes(more);
    }

    /** Returns the VR of an attribute that is known to be safe. */
    Optional<VR> vr(String creator, int group, int element) {
        return Optional.ofNullable(attributes.get(new Key(creator, group, element)));
    }

    private static SafePrivateAttributes standardTable() {
        var attributes = new HashMap<Key, VR>();
        for (var line : ConfidentialityTable.lines("safe-private.tsv")) {
            var cells = line.split("\t", 4);
            var key =
                    new Key(
                            cells[0],
                            Integer.parseInt(cells[1], 16),
                            Integer.parseInt(cells[2], 16));
            attributes.put(key, VR.valueOf(cells[3]));
        }
        return new SafePrivateAttributes(attributes);
    }
}
