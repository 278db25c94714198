// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds data sets, element by element in any order; the last of a tag counts.
 *
 * <p>Strict: a value that the standard does not let an attribute hold is refused. Text is encoded
 * as (0008,0005) says when the data set is built, whatever it was set before or after; where
 * nothing is said and text is not plain, as Unicode, and (0008,0005) is added.
 */
public final class DataSetBuilder {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSSSSS");
    private static final int CHARACTER_SET = 0x00080005;

    private int[] codes = new int[16];
    private Element[] elements = new Element[16];
    private int size;
    private int depth;
    private SpecificCharacterSet characterSet;
    private boolean isTranscodingNeeded;
    private final boolean isReading;

    DataSetBuilder(SpecificCharacterSet characterSet) {
        this(characterSet, false);
    }

    private DataSetBuilder(SpecificCharacterSet characterSet, boolean isReading) {
        this.characterSet = characterSet;
        this.isReading = isReading;
    }

    /**
     * A builder for what is read as bytes: text stays as it is encoded, and is taken for text of
     * the character set that the data set turns out to have.
     *
     * @param parent the character set of the data set it is an item of
     */
    public static DataSetBuilder reading(SpecificCharacterSet parent) {
        return new DataSetBuilder(parent, true);
    }

    /** A builder of an item, whose text is encoded as its parent's unless it says otherwise. */
    public static DataSetBuilder within(SpecificCharacterSet parent) {
        return new DataSetBuilder(parent);
    }

    /** Sets text, in the VR of the dictionary; numbers are parsed where the VR is binary. */
    public DataSetBuilder set(Tag tag, String... values) {
        return set(tag, vrOf(tag), values);
    }

    /** Sets text in a VR, for attributes that the dictionary has not. */
    public DataSetBuilder set(Tag tag, VR vr, String... values) {
        if (vr.isBinaryNumber()) {
            return setNumbers(tag, vr, values);
        }
        if (!vr.isText()) {
            throw new IllegalArgumentException("%s %s is not text".formatted(tag, vr));
        }
        if (!vr.isBackslashSeparated() && values.length > 1) {
            throw new IllegalArgumentException("%s %s has one value".formatted(tag, vr));
        }
        StrictValue.requireCount(tag, vr, values.length);
        for (var value : values) {
            StrictValue.require(tag, vr, value);
        }
        var text = String.join("\\", values);
        var set =
                !vr.usesCharacterSet() || characterSet.canEncode(text)
                        ? characterSet
                        : SpecificCharacterSet.UTF_8;
        return set(ValueElement.text(tag, vr, text, set));
    }

    private DataSetBuilder setNumbers(Tag tag, VR vr, String... values) {
        if (vr == VR.AT) {
            return set(tag, Stream.of(values).map(Tag::parse).toArray(Tag[]::new));
        }
        return vr == VR.FL || vr == VR.FD
                ? set(tag, vr, Stream.of(values).mapToDouble(Double::parseDouble).toArray())
                : set(tag, vr, Stream.of(values).mapToLong(v -> parse(vr, v)).toArray());
    }

    private static long parse(VR vr, String value) {
        return vr == VR.UV ? Long.parseUnsignedLong(value) : Long.parseLong(value);
    }

    public DataSetBuilder set(Tag tag, UID... values) {
        return set(tag, Stream.of(values).map(UID::value).toArray(String[]::new));
    }

    public DataSetBuilder set(Tag tag, Tag... values) {
        return set(
                tag,
                VR.AT,
                Stream.of(values).mapToLong(v -> Integer.toUnsignedLong(v.code())).toArray());
    }

    public DataSetBuilder set(Tag tag, int... values) {
        return set(tag, vrOf(tag), Arrays.stream(values).asLongStream().toArray());
    }

    public DataSetBuilder set(Tag tag, long... values) {
        return set(tag, vrOf(tag), values);
    }

    /** Sets whole numbers: as binary, as the words of OW, OL or OV, or as decimal text. */
    public DataSetBuilder set(Tag tag, VR vr, long... values) {
        if (vr.isText()) {
            return set(
                    tag, vr, Arrays.stream(values).mapToObj(Long::toString).toArray(String[]::new));
        }
        StrictValue.requireCount(tag, vr, values.length);
        return set(ValueElement.numbers(tag, vr, values));
    }

    public DataSetBuilder set(Tag tag, double... values) {
        return set(tag, vrOf(tag), values);
    }

    /** Sets real numbers: FL, FD, the words of OF or OD, or a DS of as many digits as fit. */
    public DataSetBuilder set(Tag tag, VR vr, double... values) {
        if (vr == VR.FL || vr == VR.FD || vr == VR.OF || vr == VR.OD) {
            StrictValue.requireCount(tag, vr, values.length);
            return set(ValueElement.numbers(tag, vr, values));
        }
        if (vr == VR.DS) {
            return set(
                    tag,
                    vr,
                    Arrays.stream(values)
                            .mapToObj(NumberCodec::decimalString)
                            .toArray(String[]::new));
        }
        throw new IllegalArgumentException("%s %s holds no real numbers".formatted(tag, vr));
    }

    public DataSetBuilder set(Tag tag, LocalDate value) {
        return set(tag, DATE.format(value));
    }

    public DataSetBuilder set(Tag tag, LocalTime value) {
        return set(
                tag,
                value.equals(value.truncatedTo(ChronoUnit.SECONDS))
                        ? TIME.format(value).substring(0, 6)
                        : TIME.format(value));
    }

    public DataSetBuilder set(Tag tag, PersonName value) {
        return set(tag, value.text());
    }

    /** Sets a DT, as precisely as the moment is known. */
    public DataSetBuilder set(Tag tag, Moment value) {
        return set(tag, value.text());
    }

    /** Sets the days a query asks for. */
    public DataSetBuilder set(Tag tag, DateRange value) {
        return set(tag, value.text());
    }

    /** Sets the times of day a query asks for. */
    public DataSetBuilder set(Tag tag, TimeRange value) {
        return set(tag, value.text());
    }

    /**
     * Returns the tag of a private element, and reserves a block for its creator if it has none
     * (PS3.5 section 7.8.1).
     *
     * @param group odd
     * @param element the last two hexadecimal digits of the element number, 0 to 0xFF
     * @throws IllegalStateException if all 240 blocks of the group are taken
     */
    public Tag privateTag(int group, String creator, int element) {
        return PrivateBlock.reserve(this, group, creator).tag(element);
    }

    /** The element of a tag set so far. */
    Optional<Element> element(Tag tag) {
        int index = index(tag.code());
        return index < 0 ? Optional.empty() : Optional.of(elements[index]);
    }

    /** Sets a value as it is encoded: words little-endian, text in the data set's character set. */
    public DataSetBuilder set(Tag tag, VR vr, byte[] value) {
        return set(ValueElement.wrap(tag.code(), vr, value.clone(), 0, value.length, characterSet));
    }

    public DataSetBuilder sequence(Tag tag, DataSet... items) {
        return sequence(tag, List.of(items));
    }

    public DataSetBuilder sequence(Tag tag, List<DataSet> items) {
        return set(new SequenceElement(tag, items));
    }

    /** Sets an element without a value, as a query asks for one. */
    public DataSetBuilder empty(Tag tag) {
        var vr = Dictionary.vr(tag);
        return vr == VR.SQ ? sequence(tag) : set(ValueElement.empty(tag, vr));
    }

    /** Sets an element, instead of the one of its tag. */
    public DataSetBuilder set(Element element) {
        return put(element, true);
    }

    /** Sets an element unless there is one of its tag. */
    public DataSetBuilder setIfAbsent(Element element) {
        return put(element, false);
    }

    public DataSetBuilder setAll(DataSet other) {
        for (var element : other) {
            set(element);
        }
        return this;
    }

    /** The character set in force so far. */
    public SpecificCharacterSet characterSet() {
        return characterSet;
    }

    public boolean has(Tag tag) {
        return index(tag.code()) >= 0;
    }

    public DataSetBuilder remove(Tag tag) {
        int index = index(tag.code());
        if (index >= 0) {
            System.arraycopy(codes, index + 1, codes, index, size - index - 1);
            System.arraycopy(elements, index + 1, elements, index, size - index - 1);
            size--;
            if (tag.code() == CHARACTER_SET) {
                // Nothing says any more how text is encoded: it is encoded anew if it is not plain.
                characterSet = SpecificCharacterSet.ASCII;
                isTranscodingNeeded = true;
            }
        }
        return this;
    }

    private DataSetBuilder put(Element element, boolean replaces) {
        int code = element instanceof ValueElement value ? value.code() : element.tag().code();
        // Elements come in order from every reader, so that the end is nearly always the place.
        int index =
                size == 0 || Integer.compareUnsigned(code, codes[size - 1]) > 0
                        ? -size - 1
                        : index(code);
        if (index >= 0 && !replaces) {
            return this;
        }
        note(code, element);
        if (index >= 0) {
            elements[index] = element;
            return this;
        }
        insert(-index - 1, code, element);
        return this;
    }

    private void insert(int index, int code, Element element) {
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, size * 2);
            elements = Arrays.copyOf(elements, size * 2);
        }
        if (index < size) {
            System.arraycopy(codes, index, codes, index + 1, size - index);
            System.arraycopy(elements, index, elements, index + 1, size - index);
        }
        codes[index] = code;
        elements[index] = element;
        size++;
    }

    private void note(int code, Element element) {
        switch (element) {
            case ValueElement value when code == CHARACTER_SET -> {
                characterSet = SpecificCharacterSet.of(value.strings());
                isTranscodingNeeded = size > 0;
            }
            case ValueElement value ->
                    isTranscodingNeeded |=
                            value.vr().usesCharacterSet()
                                    && !value.characterSet().equals(characterSet);
            case SequenceElement sequence -> {
                for (var item : sequence.items()) {
                    depth = Math.max(depth, item.depth() + 1);
                    isTranscodingNeeded |= !item.characterSet().equals(characterSet);
                }
                if (depth > DataSet.MAX_DEPTH) {
                    throw new IllegalArgumentException(
                            "Items nest deeper than " + DataSet.MAX_DEPTH);
                }
            }
            case EncapsulatedElement _, BulkDataElement _, ReferencedElement _ -> {}
        }
    }

    private int index(int code) {
        int low = 0;
        int high = size - 1;
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
        return -low - 1;
    }

    /** Returns the data set; the builder may be used on. */
    public DataSet build() {
        if (isTranscodingNeeded) {
            transcode();
        }
        return new DataSet(
                Arrays.copyOf(codes, size), Arrays.copyOf(elements, size), characterSet, depth);
    }

    private void transcode() {
        boolean isDeclared = index(CHARACTER_SET) >= 0;
        if (!isReading && !isDeclared && needsTranscoding()) {
            set(Tags.SpecificCharacterSet, SpecificCharacterSet.UTF_8.terms().getFirst());
        }
        for (int i = 0; i < size; i++) {
            elements[i] = transcoded(elements[i]);
        }
        isTranscodingNeeded = false;
    }

    private boolean needsTranscoding() {
        for (int i = 0; i < size; i++) {
            if (elements[i] instanceof ValueElement value && value.needsTranscoding(characterSet)) {
                return true;
            }
        }
        return false;
    }

    private Element transcoded(Element element) {
        return switch (element) {
            case ValueElement value ->
                    isReading ? value.taken(characterSet) : value.in(characterSet);
            case SequenceElement(var tag, var items) -> {
                var changed = new ArrayList<DataSet>(items.size());
                for (var item : items) {
                    changed.add(
                            item.has(Tags.SpecificCharacterSet)
                                    ? item
                                    : new DataSetBuilder(characterSet, isReading)
                                            .setAll(item)
                                            .build());
                }
                yield new SequenceElement(tag, changed);
            }
            case EncapsulatedElement _, BulkDataElement _, ReferencedElement _ -> element;
        };
    }

    private static VR vrOf(Tag tag) {
        var vr = Dictionary.vr(tag);
        if (vr == VR.UN) {
            throw new IllegalArgumentException(tag + " is not in the dictionary: say its VR");
        }
        return vr;
    }
}
