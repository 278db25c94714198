// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import spiders.dicom.dictionary.Tags;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A data set: elements in the order of their tags, each tag once (PS3.5 section 7.1).
 *
 * <p>Immutable. Questions are lenient: a value that is absent, empty, of another type or malformed
 * is an empty answer. Values are decoded when asked and not kept, so keep what is asked often.
 */
public final class DataSet implements Iterable<Element> {

    /** How deep items may nest in items; a data set that goes deeper is refused. */
    public static final int MAX_DEPTH = 200;

    private static final DataSet EMPTY =
            new DataSet(new int[0], new Element[0], SpecificCharacterSet.ASCII, 0);

    private final int[] codes;
    private final Element[] elements;
    private final SpecificCharacterSet characterSet;
    private final int depth;

    /** Takes over the arrays: elements in the unsigned order of their tags. */
    DataSet(int[] codes, Element[] elements, SpecificCharacterSet characterSet, int depth) {
        this.codes = codes;
        this.elements = elements;
        this.characterSet = characterSet;
        this.depth = depth;
    }

    public static DataSet empty() {
        return EMPTY;
    }

    public static DataSetBuilder builder() {
        return new DataSetBuilder(SpecificCharacterSet.ASCII);
    }

    /** A builder that starts with these elements. */
    public DataSetBuilder toBuilder() {
        var builder = new DataSetBuilder(characterSet);
        for (var element : elements) {
            builder.set(element);
        }
        return builder;
    }

    public Optional<Element> element(Tag tag) {
        int index = index(tag.code());
        return index < 0 ? Optional.empty() : Optional.of(elements[index]);
    }

    /** Returns the element at the end of a path through items. */
    public Optional<Element> element(AttributePath path) {
        var dataSet = this;
        for (var step : path.steps()) {
            var items = dataSet.items(step.sequence());
            if (step.item() > items.size()) {
                return Optional.empty();
            }
            dataSet = items.get(step.item() - 1);
        }
        return dataSet.element(path.tag());
    }

    private int index(int code) {
        int low = 0;
        int high = codes.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Integer.compareUnsigned(codes[middle], code);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private Optional<ValueElement> value(Tag tag) {
        int index = index(tag.code());
        return index >= 0 && elements[index] instanceof ValueElement value
                ? Optional.of(value)
                : Optional.empty();
    }

    /** Whether there is such an element, be it empty. */
    public boolean has(Tag tag) {
        return index(tag.code()) >= 0;
    }

    /** Returns the first value as text, without padding; numbers in decimal. */
    public Optional<String> string(Tag tag) {
        return value(tag).flatMap(ValueElement::string);
    }

    /** Returns the values as text, without padding; an empty one among others is kept. */
    public List<String> strings(Tag tag) {
        return value(tag).map(ValueElement::strings).orElse(List.of());
    }

    /** Returns the first value as a whole number, if it is one of 32 bits. */
    public OptionalInt integer(Tag tag) {
        var number = longInteger(tag);
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong()
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    /** Returns the values as whole numbers; what is none of 32 bits is left out. */
    public int[] integers(Tag tag) {
        return Arrays.stream(longIntegers(tag))
                .filter(number -> number == (int) number)
                .mapToInt(number -> (int) number)
                .toArray();
    }

    public OptionalLong longInteger(Tag tag) {
        var numbers = longIntegers(tag);
        return numbers.length == 0 ? OptionalLong.empty() : OptionalLong.of(numbers[0]);
    }

    public long[] longIntegers(Tag tag) {
        return value(tag).map(ValueElement::integers).orElseGet(() -> new long[0]);
    }

    /** Returns the first value as a real number. */
    public OptionalDouble real(Tag tag) {
        var numbers = reals(tag);
        return numbers.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(numbers[0]);
    }

    /** Returns the values as real numbers; what is none is left out. */
    public double[] reals(Tag tag) {
        return value(tag).map(ValueElement::reals).orElseGet(() -> new double[0]);
    }

    /** Returns the first value as an identifier, if it is made of 1 to 64 digits and dots. */
    public Optional<UID> uid(Tag tag) {
        return string(tag).filter(UID::isValid).map(UID::new);
    }

    public List<UID> uids(Tag tag) {
        return strings(tag).stream().filter(UID::isValid).map(UID::new).toList();
    }

    /** Returns the first value as a day: of a DA, or the day of a DT. */
    public Optional<LocalDate> date(Tag tag) {
        return string(tag).flatMap(DateTimeText::date);
    }

    /** Returns the first value as a time of day, of a TM; what is not said is zero. */
    public Optional<LocalTime> time(Tag tag) {
        return string(tag).flatMap(DateTimeText::time);
    }

    /** Returns the first value as a moment, of a DT; its offset from UTC is left to the text. */
    public Optional<LocalDateTime> dateTime(Tag tag) {
        return string(tag).flatMap(DateTimeText::dateTime);
    }

    /** Returns the moment of a DA and a TM, at midnight if only the day is said. */
    public Optional<LocalDateTime> dateTime(Tag date, Tag time) {
        return date(date).map(day -> day.atTime(time(time).orElse(LocalTime.MIDNIGHT)));
    }

    /** Returns the first value as a moment, as precisely as the DT says it. */
    public Optional<Moment> moment(Tag tag) {
        return string(tag).flatMap(Moment::parse);
    }

    /** Returns the first value as the days a DA asks for, be it one. */
    public Optional<DateRange> dateRange(Tag tag) {
        return string(tag).flatMap(DateRange::parse);
    }

    /** Returns the first value as the times of day a TM asks for, be it one. */
    public Optional<TimeRange> timeRange(Tag tag) {
        return string(tag).flatMap(TimeRange::parse);
    }

    /**
     * Returns the first value as the instants a DT asks for; {@code supposed} if it says no zone.
     */
    public Optional<InstantRange> instantRange(Tag tag, ZoneOffset supposed) {
        return string(tag).flatMap(text -> InstantRange.parse(text, supposed));
    }

    /** The offset from UTC of its dates and times, if (0008,0201) says one. */
    public Optional<ZoneOffset> timezoneOffset() {
        return string(Tags.TimezoneOffsetFromUTC).flatMap(DateTimeText::offset);
    }

    public Optional<PersonName> personName(Tag tag) {
        return string(tag).map(PersonName::parse);
    }

    /** Returns the bytes of a value that is in memory, padding among them. */
    public Optional<Bytes> bytes(Tag tag) {
        return value(tag).map(ValueElement::bytes);
    }

    /** Returns the items of a sequence; none if there is no such sequence. */
    public List<DataSet> items(Tag tag) {
        int index = index(tag.code());
        return index >= 0 && elements[index] instanceof SequenceElement sequence
                ? sequence.items()
                : List.of();
    }

    /** Returns the first item of a sequence. */
    public Optional<DataSet> item(Tag tag) {
        return items(tag).stream().findFirst();
    }

    /**
     * Returns the tag of a private element in this data set (PS3.5 section 7.8).
     *
     * @param element the last two hexadecimal digits of the element number, 0 to 0xFF
     */
    public Optional<Tag> privateTag(int group, String creator, int element) {
        for (int block = 0x10; block <= 0xFF; block++) {
            if (string(Tag.of(group, block)).filter(creator::equals).isPresent()) {
                return Optional.of(Tag.of(group, (block << 8) | element));
            }
        }
        return Optional.empty();
    }

    /** Returns a data set that has this element instead of the one of its tag. */
    public DataSet with(Element element) {
        return toBuilder().set(element).build();
    }

    public DataSet with(Tag tag, String... values) {
        return toBuilder().set(tag, values).build();
    }

    public DataSet with(Tag tag, UID... values) {
        return toBuilder().set(tag, values).build();
    }

    public DataSet with(Tag tag, int... values) {
        return toBuilder().set(tag, values).build();
    }

    /** Returns a data set without these elements. */
    public DataSet without(Tag... tags) {
        var builder = toBuilder();
        for (var tag : tags) {
            builder.remove(tag);
        }
        return builder.build();
    }

    /** The elements in the order of their tags. */
    public List<Element> elements() {
        return Collections.unmodifiableList(Arrays.asList(elements));
    }

    @Override
    public Iterator<Element> iterator() {
        return elements().iterator();
    }

    public int size() {
        return elements.length;
    }

    public boolean isEmpty() {
        return elements.length == 0;
    }

    /** The character set of the text: its own, or that of the data set it is an item of. */
    public SpecificCharacterSet characterSet() {
        return characterSet;
    }

    /**
     * This data set as one that is in no item: it declares its character set itself if it has text
     * that is not plain.
     */
    public DataSet declared() {
        if (characterSet.terms().isEmpty() || has(Tags.SpecificCharacterSet) || isPlain()) {
            return this;
        }
        var terms = String.join("\\", characterSet.terms());
        return with(ValueElement.received(Tags.SpecificCharacterSet, VR.CS, terms));
    }

    private boolean isPlain() {
        for (var element : elements) {
            boolean isPlain =
                    switch (element) {
                        case ValueElement value ->
                                !value.vr().usesCharacterSet() || value.isASCII();
                        case SequenceElement sequence ->
                                sequence.items().stream()
                                        .allMatch(item ->
                                                item.has(Tags.SpecificCharacterSet)
                                                        || item.isPlain());
                        case EncapsulatedElement _, BulkDataElement _, ReferencedElement _ -> true;
                    };
            if (!isPlain) {
                return false;
            }
        }
        return true;
    }

    /** How deep items nest: 0 without a sequence. */
    public int depth() {
        return depth;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataSet that && Arrays.equals(elements, that.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }

    /** Prints no value: it may be a patient's. */
    @Override
    public String toString() {
        return "data set of %d elements".formatted(elements.length);
    }
}
