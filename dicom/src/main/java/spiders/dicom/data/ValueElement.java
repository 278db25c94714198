// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An element whose value is in memory, as the bytes it was read as and decoded when asked.
 *
 * <p>Whatever the transfer syntax, words are held little-endian; text is held in the character set
 * of its data set, padding and all.
 */
public final class ValueElement implements Element {

    private static final byte[] NOTHING = new byte[0];

    private final int code;
    private final VR vr;
    private final byte[] array;
    private final int offset;
    private final int length;
    private final SpecificCharacterSet characterSet;

    private ValueElement(
            int code, VR vr, byte[] array, int offset, int length, SpecificCharacterSet set) {
        this.code = code;
        this.vr = vr;
        this.array = array;
        this.offset = offset;
        this.length = length;
        this.characterSet = set;
    }

    /** Copies a value: words little-endian, text in the default repertoire. */
    public static ValueElement of(Tag tag, VR vr, byte... value) {
        return wrap(tag.code(), vr, value.clone(), 0, value.length, SpecificCharacterSet.ASCII);
    }

    /** An element without a value. */
    public static ValueElement empty(Tag tag, VR vr) {
        return wrap(tag.code(), vr, NOTHING, 0, 0, SpecificCharacterSet.ASCII);
    }

    /** Encodes text in a character set, values parted by backslashes, padded to an even length. */
    public static ValueElement text(Tag tag, VR vr, String text, SpecificCharacterSet set) {
        var value = TextCodec.encode(vr, text, set);
        return wrap(tag.code(), vr, value, 0, value.length, set);
    }

    /**
     * Encodes text that came from elsewhere in UTF-8, as it is: longer than it may be, or with
     * characters that its VR does not have.
     */
    public static ValueElement received(Tag tag, VR vr, String text) {
        var bytes = TextCodec.padded(vr, text.getBytes(StandardCharsets.UTF_8));
        return wrap(tag.code(), vr, bytes, 0, bytes.length, SpecificCharacterSet.UTF_8);
    }

    /**
     * Makes an element of values as text, as JSON and XML have them: more than there may be, and
     * longer; what is no number where one should be is left out. Bytes have no values as text.
     */
    public static ValueElement received(Tag tag, VR vr, List<String> values) {
        return ReceivedValues.element(tag, vr, values);
    }

    /**
     * Holds bytes that JSON or XML had inline. Of a VR of text, which should not come so, they are
     * that model's own UTF-8, whatever the data set was before.
     */
    public static ValueElement received(Tag tag, VR vr, byte[] inline) {
        return vr.isText()
                ? received(tag, vr, new String(inline, StandardCharsets.UTF_8))
                : of(tag, vr, inline);
    }

    /**
     * Encodes whole numbers, however many: US, SL, UV, AT and the like, or the words of OW, OL, OV.
     *
     * @throws IllegalArgumentException if a number is out of the VR's range, or the VR has none
     */
    public static ValueElement numbers(Tag tag, VR vr, long... numbers) {
        var value = NumberCodec.encode(vr, numbers);
        return wrap(tag.code(), vr, value, 0, value.length, SpecificCharacterSet.ASCII);
    }

    /** Encodes real numbers, however many: FL, FD, or the words of OF, OD. */
    public static ValueElement numbers(Tag tag, VR vr, double... numbers) {
        var value = NumberCodec.encode(vr, numbers);
        return wrap(tag.code(), vr, value, 0, value.length, SpecificCharacterSet.ASCII);
    }

    /** Whether a number is in the range of a VR of whole binary numbers. */
    public static boolean fits(VR vr, long number) {
        return NumberCodec.fits(vr, number);
    }

    /**
     * Holds a part of an array without copying it: for readers, which never change it again.
     *
     * @param code the tag's number, so that no tag is made for an element nobody asks for
     */
    public static ValueElement wrap(
            int code, VR vr, byte[] array, int offset, int length, SpecificCharacterSet set) {
        if (vr == VR.SQ) {
            throw new IllegalArgumentException("A sequence has items, not a value");
        }
        Objects.checkFromIndexSize(offset, length, array.length);
        return new ValueElement(code, vr, array, offset, length, set);
    }

    @Override
    public Tag tag() {
        return new Tag(code);
    }

    int code() {
        return code;
    }

    @Override
    public VR vr() {
        return vr;
    }

    @Override
    public boolean isEmpty() {
        return length == 0;
    }

    /** The bytes of the value, padding among them. */
    public int length() {
        return length;
    }

    public Bytes bytes() {
        return Bytes.wrap(array, offset, length);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(array, offset, length);
    }

    /** The character set the text is held in. */
    public SpecificCharacterSet characterSet() {
        return characterSet;
    }

    /** Returns the value as one text, backslashes and all, without padding; empty for bytes. */
    public String text() {
        return TextCodec.text(vr, array, offset, length, characterSet);
    }

    /** Returns the values as text: numbers in decimal, bytes not at all. */
    public List<String> strings() {
        if (vr.isBinaryNumber()) {
            return NumberCodec.strings(vr, array, offset, length);
        }
        return vr.isText() ? TextCodec.values(vr, text()) : List.of();
    }

    /** Returns the first value as text, if there is one and it is not empty. */
    public Optional<String> string() {
        if (length == 0) {
            return Optional.empty();
        }
        if (vr.isBinaryNumber()) {
            return strings().stream().findFirst();
        }
        return vr.isText() ? TextCodec.first(vr, text()) : Optional.empty();
    }

    /** Returns the values as whole numbers; a value that is none is left out. */
    public long[] integers() {
        return vr.isText()
                ? NumberCodec.parseIntegers(strings())
                : NumberCodec.integers(vr, array, offset, length);
    }

    /** Returns the values as real numbers; a value that is none is left out. */
    public double[] reals() {
        return vr.isText()
                ? NumberCodec.parseReals(text())
                : NumberCodec.reals(vr, array, offset, length);
    }

    /** Returns the element with its text in another character set. */
    ValueElement in(SpecificCharacterSet set) {
        if (!needsTranscoding(set)) {
            return characterSet.equals(set) ? this : wrap(code, vr, array, offset, length, set);
        }
        return text(tag(), vr, text(), set);
    }

    /** Returns the element with its bytes taken for text of another character set. */
    ValueElement taken(SpecificCharacterSet set) {
        return characterSet.equals(set) ? this : wrap(code, vr, array, offset, length, set);
    }

    boolean needsTranscoding(SpecificCharacterSet set) {
        return vr.usesCharacterSet() && !characterSet.equals(set) && !isASCII();
    }

    /** Whether the value is plain in every character set: no high byte and no escape. */
    boolean isASCII() {
        for (int i = offset; i < offset + length; i++) {
            if (array[i] < 0 || array[i] == 0x1B) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueElement that
                && code == that.code
                && vr == that.vr
                && Arrays.equals(
                        array,
                        offset,
                        offset + length,
                        that.array,
                        that.offset,
                        that.offset + that.length)
                && !needsTranscoding(that.characterSet);
    }

    @Override
    public int hashCode() {
        int hash = code;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** Prints no value: it may be a patient's. */
    @Override
    public String toString() {
        return "%s %s %d bytes".formatted(tag(), vr, length);
    }
}
