// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

/**
 * The number of a data element: its group in the high half, its element number in the low half.
 *
 * <p>Tags are ordered as data sets are: by the unsigned number (PS3.5 section 7.1).
 */
public record Tag(int code) implements Comparable<Tag> {

    /** Makes a tag of a group and an element number, each 0 to 0xFFFF. */
    public static Tag of(int group, int element) {
        if ((group & 0xFFFF) != group || (element & 0xFFFF) != element) {
            throw new IllegalArgumentException(
                    "Not a tag: group %x, element %x".formatted(group, element));
        }
        return new Tag((group << 16) | element);
    }

    /** Parses eight hexadecimal digits, as DICOM JSON and QIDO-RS name attributes. */
    public static Tag parse(String text) {
        if (text.length() != 8
                || !text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
            throw new IllegalArgumentException("Not the eight hexadecimal digits of a tag");
        }
        return new Tag(Integer.parseUnsignedInt(text, 16));
    }

    public int group() {
        return code >>> 16;
    }

    public int element() {
        return code & 0xFFFF;
    }

    /** Whether the group is odd: the element belongs to a manufacturer (PS3.5 section 7.8). */
    public boolean isPrivate() {
        return (code & 0x10000) != 0;
    }

    /** Whether the element names who owns a block of private elements: (gggg,0010-00FF). */
    public boolean isPrivateCreator() {
        return isPrivate() && element() >= 0x10 && element() <= 0xFF;
    }

    /** Whether the element holds the length of its group: (gggg,0000). */
    public boolean isGroupLength() {
        return element() == 0;
    }

    /** Returns eight upper-case hexadecimal digits, as DICOM JSON writes a tag. */
    public String hex() {
        return "%08X".formatted(code);
    }

    @Override
    public int compareTo(Tag other) {
        return Integer.compareUnsigned(code, other.code);
    }

    /** Returns the tag as PS3 prints it: {@code (0010,0020)}. */
    @Override
    public String toString() {
        return "(%04X,%04X)".formatted(group(), element());
    }
}
