// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the text of a data set is encoded: the value of (0008,0005) (PS3.5 section 6.1, PS3.3
 * C.12.1.1.2).
 */
public final class SpecificCharacterSet {

    /** The default repertoire, which a data set that declares nothing has. */
    public static final SpecificCharacterSet ASCII = new SpecificCharacterSet(List.of());

    /** Unicode in UTF-8. */
    public static final SpecificCharacterSet UTF_8 =
            new SpecificCharacterSet(List.of("ISO_IR 192"));

    /** What nearly all data sets declare, made once. */
    private static final Map<String, SpecificCharacterSet> USUAL =
            Stream.of("ISO_IR 6", "ISO_IR 100", "ISO_IR 101", "ISO_IR 144", "ISO_IR 148", "GB18030")
                    .map(term -> new SpecificCharacterSet(List.of(term)))
                    .collect(Collectors.toMap(set -> set.terms.getFirst(), set -> set));

    private final List<String> terms;
    private final List<String> unknownTerms;
    private final CharacterCodec codec;

    private SpecificCharacterSet(List<String> terms) {
        this.terms = terms;
        var unknown = new ArrayList<String>();
        this.codec = CharacterCodec.of(terms, unknown);
        this.unknownTerms = List.copyOf(unknown);
    }

    /** Returns the character set of defined terms as received; never fails. */
    public static SpecificCharacterSet of(List<String> terms) {
        if (terms.equals(UTF_8.terms)) {
            return UTF_8;
        }
        if (terms.isEmpty() || (terms.size() == 1 && terms.getFirst().isEmpty())) {
            return ASCII;
        }
        var usual = USUAL.get(terms.getFirst());
        return usual != null && terms.size() == 1
                ? usual
                : new SpecificCharacterSet(List.copyOf(terms));
    }

    public static SpecificCharacterSet of(String... terms) {
        return of(List.of(terms));
    }

    /** Every defined term that text is read and written in. */
    public static List<String> definedTerms() {
        return Stream.of(CharacterSetTerm.values())
                .map(CharacterSetTerm::definedTerm)
                .filter(term -> !term.isEmpty())
                .toList();
    }

    /** The name of the JDK for what a defined term is read and written as. */
    public static String charsetName(String definedTerm) {
        return CharacterSetTerm.of(definedTerm).charset().name();
    }

    /** The defined terms as received. */
    public List<String> terms() {
        return terms;
    }

    /** The terms that the standard does not have; their text is read as UTF-8, else as Latin-1. */
    public List<String> unknownTerms() {
        return unknownTerms;
    }

    String decode(VR vr, byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0 || bytes[i] == 0x1B) {
                return codec.decode(vr, bytes, offset, length);
            }
        }
        // Most text is plain, whatever the character set: no decoder, and Latin-1 strings.
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** Encodes text; refuses a character that the character set has not. */
    byte[] encode(VR vr, String text) {
        return codec.encode(vr, text);
    }

    /** Whether every character of the text can be encoded. */
    public boolean canEncode(String text) {
        return codec.canEncode(text);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof SpecificCharacterSet that && terms.equals(that.terms));
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return String.join("\\", terms);
    }
}
