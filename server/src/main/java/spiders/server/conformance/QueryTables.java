// SPDX-License-Identifier: Apache-2.0
package spiders.server.conformance;

import static java.util.stream.Collectors.joining;

import spiders.archive.dimse.DimseServices;
import spiders.archive.matching.KeyMatching;
import spiders.archive.store.QueryKey;
import spiders.archive.store.Search.Level;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Dictionary;
import spiders.server.configuration.Configuration.Answers;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What C-FIND and QIDO-RS are asked with, and answer. */
final class QueryTables {

    private QueryTables() {}

    static Map<String, String> all() {
        return Map.of(
                "keys", keys(),
                "key-counts", counts(),
                "told", told(),
                "query-options", options(),
                "most-matches", "%d".formatted(Answers.MOST_MATCHES));
    }

    private static String keys() {
        var table = new MarkdownTable("key", "tag", "VR", "level", "matching", "by the index");
        for (var key : QueryKey.usual()) {
            var vr = Dictionary.vr(key.tag());
            table.add(
                    keyword(key.tag()),
                    key.tag().toString(),
                    vr.toString(),
                    name(key.level()),
                    matching(vr),
                    key.isIndexed() ? "yes" : "");
        }
        return table.toString();
    }

    private static String matching(VR vr) {
        var kinds =
                KeyMatching.kinds(vr).stream()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .map(kind -> kind.replace("uid ", "UID "))
                        .collect(joining(", "));
        return vr == VR.PN ? kinds + ", fuzzy" : kinds;
    }

    private static String counts() {
        var table = new MarkdownTable("level", "keys");
        for (var level : Level.values()) {
            table.add(name(level), String.valueOf(QueryKey.count(level)));
        }
        return table.toString();
    }

    private static String told() {
        return MarkdownTable.codes(QueryKey.told().stream().map(QueryTables::keyword).toList());
    }

    private static String options() {
        var options = DimseServices.QUERY_OPTIONS;
        return new MarkdownTable("option", "granted where asked for")
                .add("relational queries and retrieval", yes(options.relational()))
                .add("date and time as one range", yes(options.dateTimeMatching()))
                .add("fuzzy matching of names", yes(options.fuzzyNames()))
                .add("time zone adjustment", yes(options.timeZoneAdjustment()))
                .toString();
    }

    private static String name(Level level) {
        return level == Level.INSTANCE ? "IMAGE" : level.name();
    }

    private static String keyword(Tag tag) {
        return Dictionary.keyword(tag).orElse(tag.toString());
    }

    private static String yes(boolean is) {
        return Stream.of("yes").filter(_ -> is).findAny().orElse("no");
    }
}
