// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.matching.DateTimePair;
import spiders.archive.matching.FuzzyName;
import spiders.archive.matching.KeyMatching;
import spiders.archive.matching.TextPattern;
import spiders.archive.matching.TextRange;
import spiders.archive.store.Search.Level;
import spiders.archive.store.Search.Matching;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.Tag;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What of a search the database decides: the where clause, in which values are parameters and never
 * part of the text; and the keys that are left to match on what it finds.
 */
final class Conditions {

    /** How a column is compared. */
    private enum Kind {
        UID,
        TEXT,
        NUMBER,
        RANGE,
        NAME
    }

    private record Column(Level level, String name, Kind kind) {}

    private static final Map<Tag, Column> COLUMNS =
            Map.ofEntries(
                    column(Tags.StudyInstanceUID, Level.STUDY, "st.uid", Kind.UID),
                    column(Tags.SeriesInstanceUID, Level.SERIES, "se.uid", Kind.UID),
                    column(Tags.SOPInstanceUID, Level.INSTANCE, "i.uid", Kind.UID),
                    column(Tags.SOPClassUID, Level.INSTANCE, "i.sop_class", Kind.UID),
                    column(Tags.PatientName, Level.PATIENT, "st.name_folded", Kind.NAME),
                    column(Tags.AccessionNumber, Level.STUDY, "st.accession", Kind.TEXT),
                    column(Tags.StudyDescription, Level.STUDY, "st.description", Kind.TEXT),
                    column(Tags.StudyDate, Level.STUDY, "st.date", Kind.RANGE),
                    column(Tags.StudyTime, Level.STUDY, "st.time", Kind.RANGE),
                    column(Tags.Modality, Level.SERIES, "se.modality", Kind.TEXT),
                    column(Tags.SeriesNumber, Level.SERIES, "se.number", Kind.NUMBER),
                    column(Tags.InstanceNumber, Level.INSTANCE, "i.number", Kind.NUMBER));

    /** Columns that are filled after an older release has been left. */
    private static final Map<Tag, Column> LATER_COLUMNS =
            Map.ofEntries(
                    column(Tags.StudyID, Level.STUDY, "st.study_id", Kind.TEXT),
                    column(Tags.PatientBirthDate, Level.PATIENT, "st.birth_date", Kind.RANGE),
                    column(Tags.PatientSex, Level.PATIENT, "st.sex", Kind.TEXT),
                    column(Tags.ReferringPhysicianName, Level.STUDY, "st.referring", Kind.NAME));

    private static Map.Entry<Tag, Column> column(Tag tag, Level level, String name, Kind kind) {
        return Map.entry(tag, new Column(level, name, kind));
    }

    private final Search search;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private final List<Tag> left = new ArrayList<>();
    private final boolean isFilled;

    /**
     * Conditions for a search.
     *
     * @param isFilled whether {@link SearchColumns} are, so that the database can decide by them
     */
    Conditions(Search search, boolean isFilled) {
        this.search = search;
        this.isFilled = isFilled;
    }

    /** Whether the database decides by a key, without a look at the objects' metadata. */
    static boolean isIndexed(Tag tag) {
        return COLUMNS.containsKey(tag)
                || LATER_COLUMNS.containsKey(tag)
                || PatientIDKeys.DECIDED.contains(tag)
                || tag.equals(Tags.ModalitiesInStudy)
                || tag.equals(Tags.SOPClassesInStudy);
    }

    /** Whether an attribute can be matched at a level. */
    static boolean isMatched(Tag tag, Level level) {
        return !AttributeLevels.TOLD.contains(tag)
                && !Dictionary.vr(tag).isBytes()
                && AttributeLevels.isAt(tag, level);
    }

    void add(String condition, Object... values) {
        conditions.add(condition);
        Collections.addAll(parameters, values);
    }

    /** Takes the keys that are matched at the level; the others are passed over. */
    void addKeys() {
        var keys = search.keys();
        var combined =
                search.options().contains(Matching.COMBINED_DATE_TIME)
                        && DateTimePair.STUDY.range(keys).isPresent()
                        && isMatched(Tags.StudyDate, search.level());
        if (combined) {
            addCombined(DateTimePair.STUDY.range(keys).orElseThrow());
        }
        var patientID = PatientIDKeys.of(keys);
        patientID.pieces().forEach(piece -> add(piece.sql(), piece.parameters().toArray()));
        var done = new HashSet<>(patientID.decided());
        if (combined) {
            done.addAll(List.of(Tags.StudyDate, Tags.StudyTime));
        }
        for (var key : keys.elements()) {
            if (!done.contains(key.tag())
                    && !KeyMatching.isUniversal(key)
                    && isMatched(key.tag(), search.level())) {
                match(key);
            }
        }
    }

    private void match(Element key) {
        var column =
                isFilled && LATER_COLUMNS.containsKey(key.tag())
                        ? LATER_COLUMNS.get(key.tag())
                        : COLUMNS.get(key.tag());
        if (!(key instanceof ValueElement value)) {
            left.add(key.tag());
        } else if (key.tag().equals(Tags.ModalitiesInStudy)) {
            addWithin("m.modality", value);
        } else if (key.tag().equals(Tags.SOPClassesInStudy) && isFilled) {
            add(
                    """
                    exists (select from archive.series m
                        where m.study = st.id and m.sop_classes && ?::text[])
                    """,
                    (Object) KeyMatching.values(value).toArray(String[]::new));
        } else if (column == null || column.level().compareTo(search.level()) > 0) {
            left.add(key.tag());
        } else {
            addColumn(column, value);
        }
    }

    private void addColumn(Column column, ValueElement key) {
        var values = KeyMatching.values(key);
        var name = column.name();
        switch (column.kind()) {
            case UID -> add(name + " = any (?)", (Object) values.toArray(String[]::new));
            case TEXT -> addAny(values.stream().map(value -> SqlPiece.text(name, value)).toList());
            case RANGE -> addAny(values.stream().map(value -> range(name, value)).toList());
            case NUMBER -> addNumbers(name, key);
            case NAME -> addName(name, key);
        }
    }

    private void addAny(List<SqlPiece> pieces) {
        var any = SqlPiece.any(pieces);
        add(any.sql(), any.parameters().toArray());
    }

    private static SqlPiece range(String column, String value) {
        var range = TextRange.of(value);
        return new SqlPiece(
                "(%1$s <> '' and %1$s >= ? and %1$s < ?)".formatted(column),
                List.of(range.least(), range.most()));
    }

    private void addNumbers(String column, ValueElement key) {
        var numbers = new ArrayList<Long>();
        for (long number : key.integers()) {
            numbers.add(number);
        }
        add(column + " = any (?)", (Object) numbers.toArray(Long[]::new));
    }

    private void addName(String column, ValueElement key) {
        boolean isFuzzy = search.options().contains(Matching.FUZZY);
        if (isFuzzy && (!isFilled || !key.tag().equals(Tags.PatientName))) {
            left.add(key.tag());
            return;
        }
        if (isFuzzy) {
            addAny(KeyMatching.values(key).stream().map(Conditions::fuzzy).toList());
            return;
        }
        addAny(
                KeyMatching.values(key).stream()
                        .map(value -> new TextPattern(value).folded())
                        .map(pattern -> SqlPiece.text(column, pattern.text()))
                        .toList());
    }

    /** As {@link FuzzyName} matches. */
    private static SqlPiece fuzzy(String value) {
        return SqlPiece.all(
                FuzzyName.of(value).words().stream()
                        .map(word ->
                                new SqlPiece(
                                        """
                                        (st.name_keys && ?::text[] or st.name_folded like ?
                                            or st.name_folded like ?)
                                        """,
                                        List.of(
                                                word.keys().toArray(String[]::new),
                                                word.beginning() + "%",
                                                "% " + word.beginning() + "%")))
                        .toList());
    }

    private void addCombined(DateTimePair.Range range) {
        add("st.date <> '' and st.time <> ''");
        if (!range.dates().from().isEmpty()) {
            add("(st.date, st.time) >= (?, ?)", range.dates().from(), range.times().from());
        }
        if (!range.dates().to().isEmpty()) {
            add("(st.date, st.time) < (?, ?)", range.dates().to(), range.times().most());
        }
    }

    private void addWithin(String column, ValueElement key) {
        var any =
                SqlPiece.any(
                        KeyMatching.values(key).stream()
                                .map(value -> SqlPiece.text(column, value))
                                .toList());
        add(
                """
                exists (select from archive.series m
                    where m.study = st.id and m.instances > 0 and %s)
                """
                        .formatted(any.sql()),
                any.parameters().toArray());
    }

    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    List<Object> parameters() {
        return List.copyOf(parameters);
    }

    /** The keys that the database has not decided. */
    DataSet left() {
        var keys = DataSet.builder();
        left.forEach(tag -> search.keys().element(tag).ifPresent(keys::set));
        return keys.build();
    }
}
