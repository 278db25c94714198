// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.dictionary;

import spiders.dicom.data.UID;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of unique identifiers (PS3.6 annex A), read when first asked. */
final class Registry {

    private record Entry(UID uid, String type, String keyword, String name) {}

    private static final String SOP_CLASS = "SOP Class";
    private static final Map<UID, Entry> BY_UID = new HashMap<>();
    private static final Map<String, UID> BY_KEYWORD = new HashMap<>();

    static {
        for (var row : Table.rows("uids.tsv", 5)) {
            var entry = new Entry(new UID(row[0]), row[1], row[2], row[3]);
            BY_UID.put(entry.uid, entry);
            if (!entry.keyword.isEmpty()) {
                BY_KEYWORD.put(entry.keyword, entry.uid);
            }
        }
    }

    private Registry() {}

    static Optional<String> name(UID uid) {
        return Optional.ofNullable(BY_UID.get(uid))
                .map(Entry::name)
                .filter(name -> !name.isEmpty());
    }

    static Optional<String> keyword(UID uid) {
        return Optional.ofNullable(BY_UID.get(uid))
                .map(Entry::keyword)
                .filter(keyword -> !keyword.isEmpty());
    }

    static Optional<UID> uid(String keyword) {
        return Optional.ofNullable(BY_KEYWORD.get(keyword));
    }

    /** Every SOP Class, by its identifier. */
    static List<UID> sopClasses() {
        return BY_UID.values().stream()
                .filter(entry -> entry.type.equals(SOP_CLASS))
                .map(Entry::uid)
                .sorted(Comparator.comparing(UID::value))
                .toList();
    }

    static boolean isSOPClass(UID uid) {
        var entry = BY_UID.get(uid);
        return entry != null && entry.type.equals(SOP_CLASS);
    }
}
