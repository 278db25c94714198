// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** What a PACS holds, in memory, by SOP Instance UID. Safe for use by many threads. */
final class PacsIndex {

    private final Map<String, PacsObject> objects = new ConcurrentSkipListMap<>();

    void addFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.filter(f -> f.toString().endsWith(".dcm")).sorted().toList()) {
                add(file);
            }
        }
    }

    PacsObject add(Path file) throws IOException {
        var part10 = Part10.read(file, ReadOptions.defaults().stoppingBefore(Tags.PixelData));
        var object =
                new PacsObject(
                        file,
                        part10.dataSetOffset(),
                        part10.meta().transferSyntax(),
                        part10.dataSet());
        objects.put(object.sopInstanceUID().value(), object);
        return object;
    }

    Collection<PacsObject> all() {
        return objects.values();
    }

    /** The objects of a retrieval: those whose unique keys are in the lists of {@code keys}. */
    List<PacsObject> named(DataSet keys) {
        var found = new ArrayList<PacsObject>();
        for (var object : objects.values()) {
            boolean named = true;
            for (var level : Level.values()) {
                var wanted = keys.strings(level.key());
                named &= wanted.isEmpty() || wanted.contains(object.key(level));
            }
            if (named) {
                found.add(object);
            }
        }
        return found;
    }

    /** The matches of a search at a level, each with all attributes known of it. */
    List<DataSet> search(Level level, DataSet keys, int wrongCount) {
        var groups = new LinkedHashMap<String, List<PacsObject>>();
        for (var object : objects.values()) {
            groups.computeIfAbsent(groupKey(object, level), key -> new ArrayList<>()).add(object);
        }
        var matches = new ArrayList<DataSet>();
        for (var group : groups.values()) {
            var candidate = candidate(level, group, wrongCount);
            if (Matching.matches(keys, candidate)) {
                matches.add(candidate);
            }
        }
        return matches;
    }

    private static String groupKey(PacsObject object, Level level) {
        var key = new StringBuilder();
        for (var above : Level.values()) {
            if (above.compareTo(level) <= 0) {
                key.append(object.key(above)).append('\n');
            }
        }
        return key.toString();
    }

    private DataSet candidate(Level level, List<PacsObject> group, int wrongCount) {
        var builder = group.getFirst().attributes().toBuilder();
        builder.set(Tags.InstanceAvailability, "ONLINE");
        var seriesOfStudy = group;
        if (level.compareTo(Level.STUDY) > 0) {
            var study = group.getFirst().studyInstanceUID();
            seriesOfStudy =
                    objects.values().stream()
                            .filter(o -> o.studyInstanceUID().equals(study))
                            .toList();
        }
        count(builder, Tags.NumberOfStudyRelatedInstances, seriesOfStudy.size() + wrongCount);
        count(builder, Tags.NumberOfStudyRelatedSeries, distinct(seriesOfStudy, Level.SERIES));
        builder.set(Tags.ModalitiesInStudy, values(seriesOfStudy, Tags.Modality));
        builder.set(Tags.SOPClassesInStudy, values(seriesOfStudy, Tags.SOPClassUID));
        if (level == Level.SERIES) {
            count(builder, Tags.NumberOfSeriesRelatedInstances, group.size() + wrongCount);
        }
        if (level == Level.PATIENT) {
            count(builder, Tags.NumberOfPatientRelatedStudies, distinct(group, Level.STUDY));
            count(builder, Tags.NumberOfPatientRelatedInstances, group.size() + wrongCount);
        }
        return builder.build();
    }

    private static void count(DataSetBuilder builder, Tag tag, int count) {
        builder.set(tag, Integer.toString(count));
    }

    private static int distinct(List<PacsObject> group, Level level) {
        return (int) group.stream().map(object -> object.key(level)).distinct().count();
    }

    private static String[] values(List<PacsObject> group, Tag tag) {
        Set<String> values = new LinkedHashSet<>();
        group.forEach(object -> object.attributes().string(tag).ifPresent(values::add));
        return values.toArray(String[]::new);
    }

    /** What of a match was asked for, and its unique keys. */
    static DataSet answer(DataSet match, DataSet keys, Level level) {
        var tags = new TreeMap<Tag, Element>();
        for (var key : keys) {
            match.element(key.tag()).ifPresentOrElse(e -> tags.put(e.tag(), e), () -> {});
            tags.putIfAbsent(key.tag(), key);
        }
        for (var above : Level.values()) {
            if (above.compareTo(level) <= 0) {
                match.element(above.key()).ifPresent(e -> tags.put(e.tag(), e));
            }
        }
        match.element(Tags.SpecificCharacterSet).ifPresent(e -> tags.put(e.tag(), e));
        var builder = DataSet.builder();
        tags.forEach((tag, element) -> put(builder, tag, element, match));
        return builder.build();
    }

    private static void put(DataSetBuilder builder, Tag tag, Element element, DataSet match) {
        if (tag.equals(Tags.QueryRetrieveLevel) || match.has(tag)) {
            builder.set(element);
        } else {
            builder.empty(tag);
        }
    }
}
