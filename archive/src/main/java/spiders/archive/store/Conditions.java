// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.matching.DateTimePair;
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
                    column(Tags.PatientID, Level.PATIENT, "st.patient_id", Kind.TEXT),
                    column(Tags.PatientName, Level.PATIENT, "st.name_folded", Kind.NAME),
                    column(Tags.AccessionNumber, Level.STUDY, "st.accession", Kind.TEXT),
                    column(Tags.StudyDescription, Level.STUDY, "st.description", Kind.TEXT),
                    column(Tags.StudyDate, Level.STUDY, "st.date", Kind.RANGE),
                    column(Tags.StudyTime, Level.STUDY, "st.time", Kind.RANGE),
                    column(Tags.Modality, Level.SERIES, "se.modality", Kind.TEXT),
                    column(Tags.SeriesNumber, Level.SERIES, "se.number", Kind.NUMBER),
                    column(Tags.InstanceNumber, Level.INSTANCE, "i.number", Kind.NUMBER));

    private static Map.Entry<Tag, Column> column(Tag tag, Level level, String name, Kind kind) {
        return Map.entry(tag, new Column(level, name, kind));
    }

    private final Search search;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private final List<Tag> left = new ArrayList<>();

    Conditions(Search search) {
        this.search = search;
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
        for (var key : keys.elements()) {
            boolean isDone =
                    combined
                            && (key.tag().equals(Tags.StudyDate)
                                    || key.tag().equals(Tags.StudyTime));
            if (!isDone && !KeyMatching.isUniversal(key) && isMatched(key.tag(), search.level())) {
                match(key);
            }
        }
    }

    private void match(Element key) {
        var column = COLUMNS.get(key.tag());
        if (!(key instanceof ValueElement value)) {
            left.add(key.tag());
        } else if (key.tag().equals(Tags.ModalitiesInStudy)) {
            addWithin("m.modality", value);
        } else if (key.tag().equals(Tags.SOPClassesInStudy)) {
            addSOPClasses(value);
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
            case TEXT -> addAny(values.stream().map(value -> text(name, value)).toList());
            case RANGE -> addAny(values.stream().map(value -> range(name, value)).toList());
            case NUMBER -> addNumbers(name, key);
            case NAME -> addName(name, key);
        }
    }

    /** A condition on one value, with its parameters. */
    private record Piece(String sql, List<?> parameters) {}

    private void addAny(List<Piece> pieces) {
        conditions.add("(" + String.join(" or ", pieces.stream().map(Piece::sql).toList()) + ")");
        pieces.forEach(piece -> parameters.addAll(piece.parameters()));
    }

    private static Piece text(String column, String value) {
        var pattern = new TextPattern(value.strip());
        return pattern.isPattern()
                ? new Piece(column + " like ?", List.of(pattern.like()))
                : new Piece(column + " = ?", List.of(pattern.text()));
    }

    private static Piece range(String column, String value) {
        var range = TextRange.of(value);
        return new Piece(
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
        if (search.options().contains(Matching.FUZZY)) {
            left.add(key.tag());
            return;
        }
        addAny(
                KeyMatching.values(key).stream()
                        .map(value -> new TextPattern(value).folded())
                        .map(pattern -> text(column, pattern.text()))
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
        var pieces = KeyMatching.values(key).stream().map(value -> text(column, value)).toList();
        addAny(
                List.of(
                        new Piece(
                                """
                                exists (select 1 from archive.series m
                                    where m.study = st.id and m.instances > 0 and (%s))
                                """
                                        .formatted(
                                                String.join(
                                                        " or ",
                                                        pieces.stream().map(Piece::sql).toList())),
                                pieces.stream().flatMap(p -> p.parameters().stream()).toList())));
    }

    private void addSOPClasses(ValueElement key) {
        add(
                """
                exists (select 1 from archive.series m join archive.instance c on c.series = m.id
                    where m.study = st.id and c.sop_class = any (?))
                """,
                (Object) KeyMatching.values(key).toArray(String[]::new));
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
