// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.FoldedName;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the where clause of a search; values are parameters, never part of the text. */
final class Conditions {

    private static final Map<Tag, String> UIDS =
            Map.of(
                    Tags.StudyInstanceUID, "st.uid",
                    Tags.SeriesInstanceUID, "se.uid",
                    Tags.SOPInstanceUID, "i.uid",
                    Tags.SOPClassUID, "i.sop_class");
    private static final Map<Tag, String> TEXTS =
            Map.of(
                    Tags.PatientID, "st.patient_id",
                    Tags.AccessionNumber, "st.accession",
                    Tags.StudyDescription, "st.description",
                    Tags.Modality, "se.modality");
    private static final Map<Tag, String> NUMBERS =
            Map.of(Tags.SeriesNumber, "se.number", Tags.InstanceNumber, "i.number");
    private static final Set<Tag> OTHERS =
            Set.of(Tags.PatientName, Tags.StudyDate, Tags.StudyTime, Tags.ModalitiesInStudy);

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    /** Whether the index matches an attribute at a level. */
    static boolean isMatched(Tag tag, Search.Level level) {
        var column = UIDS.getOrDefault(tag, TEXTS.getOrDefault(tag, NUMBERS.getOrDefault(tag, "")));
        return switch (level) {
            case STUDY -> column.startsWith("st.") || OTHERS.contains(tag);
            case SERIES -> column.startsWith("s") || OTHERS.contains(tag);
            case INSTANCE -> !column.isEmpty() || OTHERS.contains(tag);
        };
    }

    void add(String condition, Object... values) {
        conditions.add(condition);
        Collections.addAll(parameters, values);
    }

    void match(Tag tag, List<String> values) {
        var uid = UIDS.get(tag);
        var text = TEXTS.get(tag);
        var number = NUMBERS.get(tag);
        if (uid != null) {
            add(uid + " = any (?)", (Object) values.toArray(String[]::new));
        } else if (text != null) {
            matchText(text, values);
        } else if (number != null) {
            add(number + " = any (?)", (Object) numbers(values));
        } else if (tag.equals(Tags.PatientName)) {
            values.forEach(this::matchName);
        } else if (tag.equals(Tags.StudyDate)) {
            values.forEach(value -> matchRange("st.date", value));
        } else if (tag.equals(Tags.StudyTime)) {
            values.forEach(value -> matchRange("st.time", value));
        } else if (tag.equals(Tags.ModalitiesInStudy)) {
            add(
                    """
                    exists (select 1 from archive.series m
                        where m.study = st.id and m.modality = any (?) and m.instances > 0)
                    """,
                    (Object) values.toArray(String[]::new));
        }
    }

    private void matchText(String column, List<String> values) {
        var any = new ArrayList<String>();
        for (var value : values) {
            boolean isPattern = value.contains("*") || value.contains("?");
            any.add(column + (isPattern ? " like ?" : " = ?"));
            parameters.add(isPattern ? pattern(value) : value);
        }
        conditions.add("(" + String.join(" or ", any) + ")");
    }

    private static String pattern(String value) {
        return value.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%')
                .replace('?', '_');
    }

    /** Names match without accents, case and punctuation, piece by piece between wildcards. */
    private void matchName(String value) {
        var pattern = new StringBuilder();
        var piece = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '*' || c == '?') {
                pattern.append(FoldedName.of(piece.toString())).append(c == '*' ? '%' : '_');
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        pattern.append(FoldedName.of(piece.toString()));
        add("st.name_folded like ?", pattern.toString());
    }

    /** {@code a}, {@code a-b}, {@code a-} or {@code -b}; an end covers what it is a prefix of. */
    private void matchRange(String column, String value) {
        int dash = value.indexOf('-');
        var from = dash < 0 ? value : value.substring(0, dash);
        var to = dash < 0 ? value : value.substring(dash + 1);
        add(column + " <> ''");
        if (!from.isEmpty()) {
            add(column + " >= ?", from);
        }
        if (!to.isEmpty()) {
            add(column + " <= ?", to + (dash < 0 && column.endsWith("date") ? "" : "~"));
        }
    }

    private static Integer[] numbers(List<String> values) {
        return values.stream().map(Integer::valueOf).toArray(Integer[]::new);
    }

    String where() {
        return " where " + String.join(" and ", conditions);
    }

    List<Object> parameters() {
        return List.copyOf(parameters);
    }
}
