// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import spiders.dicom.dictionary.Dictionary;

import java.util.function.UnaryOperator;

/**
 * One change to a data set, as a value: it can be listed, shown and applied, and shows no value of
 * an attribute, since that may be a patient's.
 */
public sealed interface DataSetChange {

    /** Where it changes something. */
    AttributePath path();

    /** Takes an element out; changes nothing where there is none. */
    record Remove(AttributePath path) implements DataSetChange {

        @Override
        public String toString() {
            return "remove " + shown(path);
        }
    }

    /**
     * Sets an element, instead of the one of its tag if there is one.
     *
     * @param element of the path's tag
     */
    record Put(AttributePath path, Element element) implements DataSetChange {

        public Put {
            requireTag(path, element);
        }

        @Override
        public String toString() {
            return "%s %s".formatted(element.isEmpty() ? "empty" : "set", shown(path));
        }
    }

    /**
     * Makes another element of the one that is there; changes nothing where there is none.
     *
     * @param reason what the mapping does, in words: {@code shift by the patient's days}
     * @param mapping keeps the tag
     */
    record Map(AttributePath path, String reason, UnaryOperator<Element> mapping)
            implements DataSetChange {

        Element mapped(Element element) {
            var changed = mapping.apply(element);
            requireTag(path, changed);
            return changed;
        }

        @Override
        public String toString() {
            return "map %s: %s".formatted(shown(path), reason);
        }
    }

    /** A removal from the data set itself. */
    static DataSetChange remove(Tag tag) {
        return new Remove(AttributePath.of(tag));
    }

    /** An element for the data set itself. */
    static DataSetChange put(Element element) {
        return new Put(AttributePath.of(element.tag()), element);
    }

    private static void requireTag(AttributePath path, Element element) {
        if (!element.tag().equals(path.tag())) {
            throw new IllegalArgumentException(
                    "%s is not at the path %s".formatted(element.tag(), path));
        }
    }

    private static String shown(AttributePath path) {
        var keyword = Dictionary.keyword(path.tag());
        return keyword.map(word -> path + " " + word).orElseGet(path::toString);
    }
}
