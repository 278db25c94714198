// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes to a data set, made one after the other.
 *
 * <p>What is not changed is shared with the data set they are applied to; text is transcoded where
 * a change sets (0008,0005).
 */
public record DataSetChanges(List<DataSetChange> list) {

    public DataSetChanges {
        list = List.copyOf(list);
    }

    public static DataSetChanges of(DataSetChange... changes) {
        return new DataSetChanges(List.of(changes));
    }

    /** Returns what makes one data set of another, element by element, in items too. */
    public static DataSetChanges between(DataSet before, DataSet after) {
        var changes = new ArrayList<DataSetChange>();
        compare(before, after, List.of(), changes);
        return new DataSetChanges(changes);
    }

    private static void compare(
            DataSet before,
            DataSet after,
            List<AttributePath.Step> steps,
            List<DataSetChange> changes) {
        for (var element : before) {
            if (!after.has(element.tag())) {
                changes.add(new DataSetChange.Remove(new AttributePath(steps, element.tag())));
            }
        }
        for (var element : after) {
            var old = before.element(element.tag());
            if (old.isPresent() && old.get().equals(element)) {
                continue;
            }
            var path = new AttributePath(steps, element.tag());
            if (old.isPresent()
                    && old.get() instanceof SequenceElement(_, var oldItems)
                    && element instanceof SequenceElement(_, var items)
                    && oldItems.size() == items.size()) {
                for (int i = 0; i < items.size(); i++) {
                    var deeper = path.child(i + 1, element.tag()).steps();
                    compare(oldItems.get(i), items.get(i), deeper, changes);
                }
            } else {
                changes.add(new DataSetChange.Put(path, element));
            }
        }
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** These changes, then others. */
    public DataSetChanges and(DataSetChanges others) {
        return new DataSetChanges(Stream.concat(list.stream(), others.list.stream()).toList());
    }

    /**
     * Returns the data set with all changes made.
     *
     * @throws IllegalArgumentException if an element is to be set in an item that is not there
     */
    public DataSet applyTo(DataSet dataSet) {
        return list.isEmpty() ? dataSet : new Level(dataSet, 0).apply(list);
    }

    /** One line for each change, without values. */
    @Override
    public String toString() {
        return list.stream().map(DataSetChange::toString).collect(Collectors.joining("\n"));
    }

    /** One data set being changed; changes within its items wait, so that each is built once. */
    private static final class Level {

        private final DataSetBuilder builder;
        private final int depth;
        private final Map<Tag, List<DataSetChange>> waiting = new LinkedHashMap<>();

        Level(DataSet dataSet, int depth) {
            this.builder = dataSet.toBuilder();
            this.depth = depth;
        }

        DataSet apply(List<DataSetChange> changes) {
            for (var change : changes) {
                var steps = change.path().steps();
                if (steps.size() > depth) {
                    var tag = steps.get(depth).sequence();
                    waiting.computeIfAbsent(tag, _ -> new ArrayList<>()).add(change);
                    continue;
                }
                var within = waiting.remove(change.path().tag());
                if (within != null) {
                    items(change.path().tag(), within);
                }
                apply(change);
            }
            waiting.forEach(this::items);
            return builder.build();
        }

        private void apply(DataSetChange change) {
            switch (change) {
                case DataSetChange.Remove(var path) -> builder.remove(path.tag());
                case DataSetChange.Put(_, var element) -> builder.set(element);
                case DataSetChange.Map map ->
                        builder.element(map.path().tag()).map(map::mapped).ifPresent(builder::set);
            }
        }

        private void items(Tag tag, List<DataSetChange> changes) {
            var byItem =
                    changes.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            change -> change.path().steps().get(depth).item(),
                                            LinkedHashMap::new,
                                            Collectors.toList()));
            var element = builder.element(tag);
            var items = new ArrayList<DataSet>();
            if (element.isPresent() && element.get() instanceof SequenceElement sequence) {
                items.addAll(sequence.items());
            }
            for (var entry : byItem.entrySet()) {
                int index = entry.getKey() - 1;
                if (index < items.size()) {
                    var changed = new Level(items.get(index), depth + 1).apply(entry.getValue());
                    items.set(index, changed);
                } else {
                    requireNothingPut(entry.getValue());
                }
            }
            if (element.isPresent() && !items.isEmpty()) {
                builder.sequence(tag, items);
            }
        }

        private static void requireNothingPut(List<DataSetChange> changes) {
            for (var change : changes) {
                if (change instanceof DataSetChange.Put) {
                    throw new IllegalArgumentException("There is no item for " + change.path());
                }
            }
        }
    }
}
