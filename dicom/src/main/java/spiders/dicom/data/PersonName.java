// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.util.List;

/**
 * A person's name: up to three spellings of five components (PS3.5 section 6.2.1).
 *
 * @param alphabetic the name in single-byte characters
 * @param ideographic the name in ideographs
 * @param phonetic how it is spoken
 */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {

    /** One spelling of a name; an absent component is the empty string. */
    public record Group(
            String familyName, String givenName, String middleName, String prefix, String suffix) {

        public static final Group EMPTY = new Group("", "", "", "", "");

        static Group parse(String text) {
            // A sixth component and more stay in the suffix: nothing of a name is lost.
            var parts = text.split("\\^", 5);
            return new Group(
                    part(parts, 0), part(parts, 1), part(parts, 2), part(parts, 3), part(parts, 4));
        }

        private static String part(String[] parts, int index) {
            return index < parts.length ? parts[index].strip() : "";
        }

        public boolean isEmpty() {
            return equals(EMPTY);
        }

        /** Returns the components joined by carets, without trailing ones. */
        public String text() {
            return joined('^', List.of(familyName, givenName, middleName, prefix, suffix));
        }

        /** Prints nothing of the name. */
        @Override
        public String toString() {
            return isEmpty() ? "no name" : "a name";
        }
    }

    /** Parses the value of a PN; any text is a name. */
    public static PersonName parse(String text) {
        var groups = text.split("=", 3);
        return new PersonName(
                Group.parse(groups[0]),
                groups.length > 1 ? Group.parse(groups[1]) : Group.EMPTY,
                groups.length > 2 ? Group.parse(groups[2]) : Group.EMPTY);
    }

    /** Makes an alphabetic name of its two most used components. */
    public static PersonName of(String familyName, String givenName) {
        return new PersonName(
                new Group(familyName, givenName, "", "", ""), Group.EMPTY, Group.EMPTY);
    }

    /**
     * Joins component groups by '=', or components by '^', and leaves out trailing delimiters, of
     * the last part too.
     */
    public static String joined(char delimiter, List<String> parts) {
        var joined = String.join(Character.toString(delimiter), parts);
        int end = joined.length();
        while (end > 0 && joined.charAt(end - 1) == delimiter) {
            end--;
        }
        return joined.substring(0, end);
    }

    public String familyName() {
        return alphabetic.familyName();
    }

    public String givenName() {
        return alphabetic.givenName();
    }

    public boolean isEmpty() {
        return alphabetic.isEmpty() && ideographic.isEmpty() && phonetic.isEmpty();
    }

    /** Returns the name as the value of a PN, without trailing delimiters. */
    public String text() {
        if (!phonetic.isEmpty()) {
            return alphabetic.text() + "=" + ideographic.text() + "=" + phonetic.text();
        }
        return ideographic.isEmpty()
                ? alphabetic.text()
                : alphabetic.text() + "=" + ideographic.text();
    }

    /** Prints nothing of the name. */
    @Override
    public String toString() {
        return isEmpty() ? "no name" : "a name";
    }
}
